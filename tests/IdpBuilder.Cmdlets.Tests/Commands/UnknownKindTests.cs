namespace IdpBuilder.Tests.Commands;

/// <summary>A kind that the cluster does not know, and will not: one clear error, and nothing changed. One that may come: a warning.</summary>
public sealed class UnknownKindTests : IDisposable
{
    private const string Widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: one}\n";
    private const string SkippingWidget =
        "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: one, annotations: {argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true}}\n";

    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
          versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
        """;

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public UnknownKindTests() => _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("example.com/v1", "Widget", "no package given brings its CustomResourceDefinition", DiagnosticSeverity.Information)]
    [InlineData("v1", "Configmap", "Did you mean kind 'ConfigMap'?", DiagnosticSeverity.Error)]
    [InlineData("v1", "Deployment", "Did you mean an apiVersion of the group 'apps'?", DiagnosticSeverity.Error)]
    [InlineData("batch/v1beta1", "CronJob", "as batch/v1", DiagnosticSeverity.Information)]
    [InlineData("apps/v1", "Gadget", "Check apiVersion and kind.", DiagnosticSeverity.Warning)]
    public void A_kind_that_nobody_brings_is_an_error_and_nothing_is_installed(string apiVersion, string kind, string said, DiagnosticSeverity withoutCluster)
    {
        _folder.Write("shop/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("shop/odd.yaml", $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: one}}\n---\napiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: two}}\n");

        var result = _engine.Run($"Install-IdpPackage '{_folder.Path}/shop'");

        var error = Assert.Single(result.Errors);
        Assert.StartsWith("KindUnknown,", error.FullyQualifiedErrorId);
        Assert.Matches(@"odd\.yaml:\d+:\d+: .*'" + kind, error.Exception.Message);
        Assert.Contains(said, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Warnings);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
        Assert.Equal(
            withoutCluster == DiagnosticSeverity.Information ? [] : [withoutCluster, withoutCluster],
            _engine.Run($"Test-IdpPackage '{_folder.Path}/shop'").As<Diagnostic>().Select(diagnostic => diagnostic.Severity));
    }

    [Fact]
    public void A_package_waits_for_the_one_of_the_call_that_defines_its_kinds()
    {
        _folder.Write("a-shop/widget.yaml", Widget);
        _folder.Write("widgets/crd.yaml", Definition);

        var result = _engine.Run($"Install-IdpPackage '{_folder.Path}/*' | Wait-IdpPackage");

        Assert.Empty(result.Errors);
        Assert.Equal(["widgets", "a-shop"], result.As<PackageStatus>().Select(package => package.Name));
    }

    [Fact]
    public void Packages_that_define_kinds_for_each_other_fail_and_do_not_wait_for_ever()
    {
        _folder.Write("gadgets/crd.yaml", Definition.Replace("widget", "gadget", StringComparison.Ordinal).Replace("Widget", "Gadget", StringComparison.Ordinal));
        _folder.Write("gadgets/widget.yaml", Widget);
        _folder.Write("widgets/crd.yaml", Definition);
        _folder.Write("widgets/gadget.yaml", Widget.Replace("Widget", "Gadget", StringComparison.Ordinal));

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/*'").Errors);

        Assert.Contains("Make sure the \"Gadget\" CRD is installed", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop/crd.yaml", "shop", "Sync")]
    [InlineData("widgets/crd.yaml", "*", "Sync")]
    public void A_kind_that_a_package_of_the_call_defines_is_installed(string definition, string given, string phase)
    {
        _folder.Write("shop/widget.yaml", Widget.Replace("{name: one}", $"{{name: one, annotations: {{argocd.argoproj.io/hook: {phase}}}}}", StringComparison.Ordinal));
        _folder.Write("shop/idp.yaml", $"apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {{name: shop}}\nspec: {{dependsOn: [{(given == "*" ? "widgets" : string.Empty)}]}}\n");
        _folder.Write(definition, Definition);

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/{given}' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Empty(ready.Warnings);
    }

    [Fact]
    public void A_kind_that_the_cluster_has_from_an_earlier_package_is_installed()
    {
        _folder.Write("widgets/crd.yaml", Definition);
        _folder.Write("shop/widget.yaml", Widget);
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/widgets' | Wait-IdpPackage").Errors);

        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop' | Wait-IdpPackage").Errors);
    }

    [Fact]
    public void An_object_that_says_its_kind_may_be_missing_is_taken_at_its_word()
    {
        _folder.Write("shop/widget.yaml", SkippingWidget);

        var result = _engine.Run($"Install-IdpPackage '{_folder.Path}/shop'");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal("shop", result.Single<PackageStatus>().Name);
    }

    [Fact]
    public void A_kind_that_a_chart_may_bring_is_only_warned_of()
    {
        _folder.Write("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
        _folder.Write("chart/templates/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n");
        _folder.Write("shop/widget.yaml", Widget);

        var result = _engine.Run($"Install-IdpPackage '{_folder.Path}/chart', '{_folder.Path}/shop'");

        Assert.Empty(result.Errors);
        Assert.Matches(@"widget\.yaml:1:1: warning KindUnknown: .*'Widget'.*chart", Assert.Single(result.Warnings));
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void What_goes_to_another_cluster_is_judged_there()
    {
        _folder.Write("content/widget.yaml", Widget);
        _folder.Write("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: far, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: .}
              destination: {server: https://elsewhere.example.com, namespace: default}
            """);

        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml'").Errors);
    }
}
