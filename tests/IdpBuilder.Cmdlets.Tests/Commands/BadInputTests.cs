using System.Globalization;
using System.Management.Automation;

namespace IdpBuilder.Tests.Commands;

/// <summary>What is wrong in a package is said once, with its place and the way out, and the cluster stays as it was.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ClusterObjects _objects;

    public BadInputTests()
    {
        var cluster = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/kubeconfig'").Single<Cluster>();
        _objects = new ClusterObjects(cluster);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("YamlSyntax", @"cm\.yaml:1:\d+", "kind: }")]
    [InlineData("YamlTab", @"cm\.yaml:2:1", "kind: ConfigMap\n\tmetadata: x")]
    [InlineData("YamlDuplicateKey", @"cm\.yaml:3:1", "apiVersion: v1\nkind: ConfigMap\nkind: Secret\nmetadata: {name: a}")]
    [InlineData("YamlAlias", @"cm\.yaml:3:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata: *nowhere")]
    [InlineData("KindMissing", @"cm\.yaml:1:1", "metadata: {name: a}")]
    [InlineData("NameInvalid", @"cm\.yaml:3:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: y}")]
    [InlineData("NameInvalid", @"cm\.yaml:3:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 2026}")]
    [InlineData("NameMissing", @"cm\.yaml:3:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata: {labels: {a: b}}")]
    [InlineData("NameInvalid", @"cm\.yaml:3:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: Not_A_Name}")]
    [InlineData("NamespaceInvalid", @"cm\.yaml:3:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: Not.One}")]
    [InlineData("SyncWaveInvalid", @"cm\.yaml:5:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {argocd.argoproj.io/sync-wave: soon}")]
    [InlineData("AnnotationNotText", @"cm\.yaml:5:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {argocd.argoproj.io/sync-wave: 1}")]
    [InlineData("HookUnknown", @"cm\.yaml:5:\d+", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {argocd.argoproj.io/hook: Presync}")]
    public Task A_manifest_that_cannot_be_applied(string code, string place, string text)
    {
        _folder.Write("shop/good.yaml", ConfigMap);
        _folder.Write("shop/cm.yaml", text);

        return AssertRefusedAsync("shop", code, place);
    }

    [Fact]
    public Task Aliases_that_expand_without_end()
    {
        var levels = Enumerable.Range(1, 12).Select(level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 10))}]");
        _folder.Write("shop/cm.yaml", "l0: &l0 lol\n" + string.Join('\n', levels));

        return AssertRefusedAsync("shop", "YamlAliasLimit", @"cm\.yaml:\d+:\d+");
    }

    [Fact]
    public Task Values_nested_deeper_than_any_stack()
    {
        _folder.Write("shop/cm.yaml", "a: " + new string('[', 100_000));

        return AssertRefusedAsync("shop", "YamlDepth", @"cm\.yaml:1:\d+");
    }

    [Theory]
    [InlineData("ApplicationSourceMissing", @"app\.yaml:5:\d+", "  destination: {server: https://kubernetes.default.svc}")]
    [InlineData("CnoeDirectoryMissing", @"app\.yaml:5:\d+", "  source: {repoURL: cnoe://nowhere, path: .}")]
    [InlineData("CnoeOutside", @"app\.yaml:5:\d+", "  source: {repoURL: cnoe://../outside, path: .}")]
    [InlineData("CnoeOutside", @"app\.yaml:5:\d+", "  source: {repoURL: cnoe://a/../../outside, path: .}")]
    [InlineData("SourcePathMissing", @"app\.yaml:5:\d+", "  source: {repoURL: cnoe://manifests, path: nowhere}")]
    public Task An_Application_that_leads_nowhere(string code, string place, string spec)
    {
        _folder.Write("shop/manifests/cm.yaml", ConfigMap);
        _folder.Write("outside/cm.yaml", ConfigMap);
        var destination = spec.Contains("source", StringComparison.Ordinal) ? "\n  destination: {server: https://kubernetes.default.svc, namespace: shop}" : string.Empty;
        _folder.Write("shop/app.yaml", $"{ApplicationHead}spec:\n{spec}{destination}\n");

        return AssertRefusedAsync("shop", code, place);
    }

    [Fact]
    public Task A_directory_link_that_leads_outside()
    {
        Assert.SkipUnless(CanLink(), "this account may not make symbolic links");
        _folder.Write("outside/cm.yaml", ConfigMap);
        _folder.Write("shop/app.yaml", Application("cnoe://manifests"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "shop", "manifests"), Path.Combine(_folder.Path, "outside"));

        return AssertRefusedAsync("shop", "CnoeOutside", @"app\.yaml:5:\d+");
    }

    [Fact]
    public Task A_file_link_that_leads_outside()
    {
        Assert.SkipUnless(CanLink(), "this account may not make symbolic links");
        var outside = _folder.Write("outside/cm.yaml", ConfigMap);
        _folder.Write("shop/app.yaml", Application("cnoe://manifests"));
        _folder.Write("shop/manifests/one.yaml", ConfigMap);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "shop", "manifests", "two.yaml"), outside);

        return AssertRefusedAsync("shop", "LinkLeadsOutside", @"two\.yaml");
    }

    [Fact]
    public Task A_file_of_a_hundred_megabytes()
    {
        _folder.Write("shop/cm.yaml", ConfigMap);
        using (var file = new FileStream(Path.Combine(_folder.Path, "shop", "big.yaml"), FileMode.CreateNew))
        {
            file.SetLength(100_000_000);
        }

        return AssertRefusedAsync("shop", "FileTooLarge", @"big\.yaml");
    }

    [Theory]
    [InlineData("ParameterType", "port", "@{ port = 'many' }")]
    [InlineData("ParameterType", "port", "@{ port = 1.5 }")]
    [InlineData("ParameterType", "port", "@{ port = @(1) }")]
    [InlineData("ParameterUnknown", "prot", "@{ port = 1; prot = 2 }")]
    [InlineData("ParameterMissing", "port", "@{}")]
    public Task A_parameter_that_does_not_fit(string code, string named, string parameters)
    {
        _folder.Write("shop/idp.yaml", Declaration("shop", "parameters: [{name: port, type: int}]"));
        _folder.Write("shop/cm.yaml", ConfigMap);

        return AssertRefusedAsync("shop", code, named, $"-Parameter {parameters}");
    }

    [Fact]
    public Task Packages_that_need_each_other_are_all_named()
    {
        foreach (var (name, needs) in new[] { ("a", "b"), ("b", "c"), ("c", "a") })
        {
            _folder.Write($"{name}/idp.yaml", Declaration(name, $"dependsOn: [{needs}]"));
            _folder.Write($"{name}/cm.yaml", ConfigMap);
        }

        return AssertRefusedAsync("[abc]", "DependencyCycle", @"idp\.yaml:5:\d+.*'?a'?.*'?b'?.*'?c'?.*'?a'?");
    }

    [Fact]
    public Task A_package_that_needs_what_is_nowhere()
    {
        _folder.Write("shop/idp.yaml", Declaration("shop", "dependsOn: [database]"));
        _folder.Write("shop/cm.yaml", ConfigMap);

        return AssertRefusedAsync("shop", "DependencyMissing", @"idp\.yaml:5:\d+.*'database'", severityWithoutCluster: DiagnosticSeverity.Warning);
    }

    [Fact]
    public Task A_name_that_Kubernetes_refuses()
    {
        _folder.Write("shop/idp.yaml", Declaration("Shop_One", "description: none"));
        _folder.Write("shop/cm.yaml", ConfigMap);

        return AssertRefusedAsync("shop", "PackageNameInvalid", "'Shop_One'");
    }

    [Fact]
    public async Task Of_several_sources_one_bad_one_keeps_all_out()
    {
        _folder.Write("good/cm.yaml", ConfigMap);
        _folder.Write("bad/cm.yaml", "kind: }");

        await AssertRefusedAsync("*d", "YamlSyntax", @"cm\.yaml:1:\d+");
    }

    [Fact]
    public void Of_two_packages_of_one_name_the_later_is_installed_and_it_is_said()
    {
        _folder.Write("one/shop.yaml", ConfigMap.Replace("settings", "earlier", StringComparison.Ordinal));
        _folder.Write("two/shop.yaml", ConfigMap.Replace("settings", "later", StringComparison.Ordinal));

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/one/shop.yaml', '{_folder.Path}/two/shop.yaml' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Equal("shop", ready.Single<PackageStatus>().Name);
        Assert.Contains("PackageOverridden", Assert.Single(ready.Warnings));
        Assert.Equal(["later"], _engine.Run("Get-IdpPackageResource shop").As<PackageResource>().Where(item => item.Kind == "ConfigMap").Select(item => item.Name));
    }

    [Fact]
    public Task A_misspelt_kind()
    {
        _folder.Write("shop/cm.yaml", ConfigMap.Replace("ConfigMap", "Configmap", StringComparison.Ordinal));

        return AssertRefusedAsync("shop", "KindUnknown", @"cm\.yaml:2:\d+: .*Did you mean .*ConfigMap");
    }

    [Theory]
    [InlineData("Install-IdpPackage ./nowhere", "PathNotFound")]
    [InlineData("Wait-IdpPackage shop -Timeout soon", "ParameterArgumentTransformationError")]
    [InlineData("Wait-IdpPackage shop -Timeout -5s", "ParameterArgumentTransformationError")]
    [InlineData("Wait-IdpWorkflow shop -Timeout 1year", "ParameterArgumentTransformationError")]
    [InlineData("New-IdpCluster demo -Provider Embedded", "ClusterAlreadyExists")]
    [InlineData("New-IdpCluster Not_One -Provider Embedded", "ClusterNameInvalid")]
    [InlineData("Wait-IdpPackage nowhere", "PackageNotFound")]
    [InlineData("Wait-IdpWorkflow nowhere", "WorkflowNotFound")]
    [InlineData("Start-IdpWorkflow nowhere", "WorkflowTemplateNotFound")]
    public async Task A_call_that_means_nothing(string script, string id)
    {
        var before = await _objects.ReadAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith(id + ",", _engine.Fail(script).FullyQualifiedErrorId);
        Assert.Equal(before, await _objects.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_template_of_another_namespace_is_named()
    {
        _folder.Write("shared/template.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: promote}\nspec: {templates: [{name: main, suspend: {}}]}\n");
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/shared' -Namespace delivery | Wait-IdpPackage");

        var error = _engine.Fail("Start-IdpWorkflow promote");

        Assert.StartsWith("WorkflowTemplateNotFound,", error.FullyQualifiedErrorId);
        Assert.EndsWith("There is one in 'delivery': start it with Start-IdpWorkflow promote -Namespace delivery.", error.Exception.Message, StringComparison.Ordinal);
    }

    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {key: value}\n";

    private const string ApplicationHead = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop, namespace: argocd}\n";

    private static string Application(string address) =>
        $"{ApplicationHead}spec:\n  source: {{repoURL: {address}, path: .}}\n  destination: {{server: https://kubernetes.default.svc, namespace: shop}}\n";

    private static string Declaration(string name, string spec) => string.Create(
        CultureInfo.InvariantCulture, $"apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {{name: {name}}}\nspec:\n  {spec}\n");

    private async Task AssertRefusedAsync(
        string folder, string code, string place, string arguments = "", DiagnosticSeverity severityWithoutCluster = DiagnosticSeverity.Error)
    {
        var before = await _objects.ReadAsync(TestContext.Current.CancellationToken);

        var result = _engine.Run($"Install-IdpPackage '{_folder.Path}/{folder}' {arguments}");

        var error = Assert.Single(result.Errors);
        Assert.Empty(result.Output);
        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId);
        Assert.Matches(place, error.Exception.Message);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal(before, await _objects.ReadAsync(TestContext.Current.CancellationToken));
        var told = Assert.Single(_engine.Run($"Test-IdpPackage '{_folder.Path}/{folder}' {arguments}").As<Diagnostic>(), diagnostic => diagnostic.Code == code);
        Assert.NotEmpty(told.Remedy);
        Assert.Equal(severityWithoutCluster, told.Severity);
    }

    private bool CanLink()
    {
        try
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "probe"), _folder.Path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
