namespace IdpBuilder.Tests.Commands;

/// <summary>Sources that an embedded cluster cannot read fail at once; those it can generate from are waited for.</summary>
public sealed class PackageSourceTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public PackageSourceTests() => _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("https://git.invalid/team/shop.git", "git.invalid")]
    [InlineData("ssh://git@git.invalid/team/shop.git", "git.invalid")]
    public void A_repository_that_cannot_be_reached_fails_the_wait_at_once(string repository, string named)
    {
        _folder.Write("app.yaml", Application($"repoURL: {repository}, path: ."));

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage -Timeout 1h").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Contains(named, error.Exception.Message);
    }

    [Theory]
    [InlineData("'{0}/good', '{0}/nowhere'", 1, 0)]
    [InlineData("'{0}/no*where'", 0, 1)]
    [InlineData("'{0}/good', '{0}/no*where'", 0, 0, true)]
    [InlineData("'{0}/good'", 0, 0, true)]
    public void What_is_not_there_is_not_said_to_be_right(string paths, int errors, int warnings, bool right = false)
    {
        _folder.Write("good/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");

        var result = _engine.Run($"Test-IdpPackage {paths.Replace("{0}", _folder.Path, StringComparison.Ordinal)} -Quiet");

        Assert.Equal(right, result.Single<bool>());
        Assert.Equal((errors, warnings), (result.Errors.Count, result.Warnings.Count));
    }

    [Fact]
    public void A_kustomization_is_built_when_it_is_tested()
    {
        Assert.SkipUnless(_engine.Run("Get-Command kubectl, kustomize -CommandType Application -ErrorAction Ignore").Output.Count > 0, "neither kustomize nor kubectl is on the PATH");
        _folder.Write("bad/kustomization.yaml", "resources: [missing.yaml]\n");
        _folder.Write("odd/kustomization.yaml", "resources: [cm.yaml]\n");
        _folder.Write("odd/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, annotations: {argocd.argoproj.io/hook: Presync}}\n");

        var mistakes = _engine.Run($"Test-IdpPackage '{_folder.Path}/bad', '{_folder.Path}/odd'").As<Diagnostic>();

        Assert.Equal(["ApplicationSourceInvalid", "HookUnknown"], mistakes.Select(mistake => mistake.Code));
        Assert.Contains("missing.yaml", mistakes[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("odd", mistakes[1].File, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nothing_here_renders_is_said()
    {
        _folder.Write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", _folder.Path);
        try
        {
            var said = _engine.Run($"Test-IdpPackage '{_folder.Path}/chart'").Single<Diagnostic>();

            Assert.Equal(("SourceNotRendered", DiagnosticSeverity.Information), (said.Code, said.Severity));
            Assert.Contains("helm", said.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void A_cluster_that_is_named_is_asked()
    {
        _folder.Write("shop/widget.yaml", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: one}\n");
        _folder.Write("shop/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: shop}\nspec: {dependsOn: [base]}\n");

        Assert.Equal(
            [("DependencyMissing", DiagnosticSeverity.Warning)],
            _engine.Run($"Test-IdpPackage '{_folder.Path}/shop'").As<Diagnostic>().Select(mistake => (mistake.Code, mistake.Severity)));
        Assert.Equal(
            [("DependencyMissing", DiagnosticSeverity.Error), ("KindUnknown", DiagnosticSeverity.Warning)],
            _engine.Run($"Test-IdpPackage '{_folder.Path}/shop' -Cluster demo").As<Diagnostic>().Select(mistake => (mistake.Code, mistake.Severity)));
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Fact]
    public void A_directory_with_dots_in_its_name_goes_to_a_namespace_that_Kubernetes_takes()
    {
        _folder.Write("shop.v2/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");

        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop.v2' | Wait-IdpPackage").Errors);
        Assert.Contains(_engine.Run("Get-IdpPackageResource shop.v2").As<PackageResource>(), item => item is { Kind: "ConfigMap", Namespace: "shop-v2" });
    }

    [Fact]
    public void A_declaration_under_another_name_is_told()
    {
        _folder.Write("shop/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("shop/idp.yml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: shop}\n");

        var mistake = _engine.Run($"Test-IdpPackage '{_folder.Path}/shop'").Single<Diagnostic>();

        Assert.Equal(("DeclarationInvalid", DiagnosticSeverity.Error), (mistake.Code, mistake.Severity));
        Assert.EndsWith("idp.yml", mistake.File, StringComparison.Ordinal);
        Assert.Contains("'idp.yaml'", mistake.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_of_several_packages_are_counted_through()
    {
        var steps = _engine.Run($"Get-IdpPackagePlan '{Repository.PathOf("examples", "01-quickstart", "packages")}/*'").As<PackagePlanStep>();

        Assert.Equal(["database", "shop"], steps.Select(step => step.Package).Distinct());
        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => step.Order));
    }

    [Fact]
    public void A_chart_without_helm_names_helm()
    {
        _folder.Write("shop/app.yaml", Application("repoURL: cnoe://chart, path: ."));
        _folder.Write("shop/chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", _folder.Path);
        try
        {
            var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop' | Wait-IdpPackage -Timeout 1h").Errors);

            Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
            Assert.Contains("helm", error.Exception.Message);
            Assert.Contains("PATH", error.Exception.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void An_ApplicationSet_over_a_list_installs_each_of_its_Applications()
    {
        _folder.Write("shop/manifests/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("shop/set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: stages, namespace: argocd}
            spec:
              generators: [{list: {elements: [{stage: test}, {stage: live}]}}]
              template:
                metadata: {name: 'shop-{{stage}}'}
                spec:
                  project: default
                  source: {repoURL: cnoe://manifests, path: .}
                  destination: {server: https://kubernetes.default.svc, namespace: '{{stage}}'}
                  syncPolicy: {automated: {}, syncOptions: [CreateNamespace=true]}
            """);

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/shop' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Equal(("Synced", "Healthy"), (ready.Single<PackageStatus>().Sync, ready.Single<PackageStatus>().Health));
        Assert.Equal(
            ["live", "test"],
            _engine.Run("Get-IdpPackageResource stages").As<PackageResource>().Where(item => item.Kind == "ConfigMap").Select(item => item.Namespace).Order(StringComparer.Ordinal));
        Assert.Empty(_engine.Run("Uninstall-IdpPackage stages").Errors);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Fact]
    public void A_public_ApplicationSet_with_a_generator_that_finds_nothing_still_ends()
    {
        var file = Repository.PublicData("idpbuilder-packages", "applicationSet", "no-generator-single-source.yaml");

        var result = _engine.Run($"Install-IdpPackage '{file}' | Wait-IdpPackage -Timeout 1h");

        Assert.Equal(1, result.Output.Count + result.Errors.Count);
        Assert.DoesNotContain(result.Errors, error => error.FullyQualifiedErrorId.StartsWith("WaitTimedOut,", StringComparison.Ordinal));
    }

    private static string Application(string source) =>
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop, namespace: argocd}\n" +
        $"spec:\n  project: default\n  source: {{{source}}}\n  destination: {{server: https://kubernetes.default.svc, namespace: shop}}\n";
}
