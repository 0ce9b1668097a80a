using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Hooks and workflows of packages, by the package's name: Applications may have others, and there may be none at all.</summary>
public sealed class PackageWorkflowTests : IDisposable
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Cluster _cluster;

    public PackageWorkflowTests() =>
        _cluster = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{Path.Combine(_folder.Path, "config")}'").Single<Cluster>();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Direct")]
    public void Workflows_of_a_package_of_several_Applications_bear_its_name(string how)
    {
        WriteShop();
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop' {how} | Wait-IdpPackage -Timeout 5m").Errors);

        var all = _engine.Run("Get-IdpWorkflow -Package shop").As<Workflow>();

        Assert.Equal(["api seed shop", "data seed shop"], all.Select(run => $"{run.Application} {run.Name} {run.Package}").Order(StringComparer.Ordinal));
        Assert.Equal(2, _engine.Run("Get-IdpWorkflow -Package SH*").Output.Count);
        Assert.Equal("data", _engine.Run("Get-IdpWorkflow -Package shop -Namespace data").Single<Workflow>().Namespace);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Direct")]
    public void The_work_of_a_package_is_waited_for_however_it_was_installed(string how)
    {
        WriteShop();
        _folder.Write("shop/data/load.yaml", Workflow("load"));
        _engine.Run($"Install-IdpPackage '{_folder.Path}/shop' {how}");

        var waited = _engine.Run("Wait-IdpWorkflow -Package shop -Timeout 5m");

        Assert.Empty(waited.Errors);
        Assert.Equal(["load", "seed", "seed"], waited.As<Workflow>().Select(run => run.Name).Order(StringComparer.Ordinal));
        Assert.All(waited.As<Workflow>(), run => Assert.Equal(("shop", WorkflowPhase.Succeeded), (run.Package, run.Phase)));
    }

    [Fact]
    public void A_package_stands_for_its_workflows_in_every_pipeline()
    {
        WriteShop();
        _folder.Write("other/run.yaml", Workflow("other"));
        _engine.Run($"$shop = Install-IdpPackage '{_folder.Path}/shop'; $null = Install-IdpPackage '{_folder.Path}/other' | Wait-IdpPackage -Timeout 5m");

        Assert.Equal(2, _engine.Run("$shop | Wait-IdpWorkflow -Timeout 5m").As<Workflow>().Count());
        Assert.All(
            ["$shop | Get-IdpWorkflow", "Get-IdpPackage shop | Get-IdpWorkflow", "$shop | Wait-IdpWorkflow -Tree"],
            pipeline => Assert.Equal(["seed", "seed"], _engine.Run(pipeline).As<Workflow>().Select(run => run.Name)));
        Assert.Equal(3, _engine.Run("Get-IdpWorkflow | Get-IdpWorkflow").Output.Count);
    }

    [Fact]
    public void Of_a_package_applied_directly_the_failed_hook_is_the_cause()
    {
        _folder.Write("app/hook.yaml", Job("migrate", exitCode: "3"));
        _engine.Run($"Install-IdpPackage '{_folder.Path}/app' -Direct -Timeout 5m -ErrorAction SilentlyContinue");

        var error = Assert.Single(_engine.Run("Wait-IdpWorkflow -Package app -Timeout 5m").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("Job 'migrate'", error.Exception.Message);
    }

    [Fact]
    public void Only_workflows_of_the_namespace_that_is_named_are_waited_for()
    {
        WriteShop();
        _folder.Write("shop/api/ask.yaml", Workflow("ask", "suspend: {}"));
        _engine.Run($"Install-IdpPackage '{_folder.Path}/shop'");

        var waited = _engine.Run("Wait-IdpWorkflow -Package shop -Namespace data -Timeout 5m");

        Assert.Empty(waited.Errors);
        Assert.Equal("data", waited.Single<Workflow>().Namespace);
        Assert.StartsWith("WaitTimedOut,", _engine.Fail("Wait-IdpWorkflow -Package shop -Timeout 0").FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Direct")]
    public async Task Where_no_Workflows_are_served_the_hooks_are_waited_for(string how)
    {
        await using (var api = new ClusterObjects(_cluster).Connect())
        {
            await api.DeleteAsync(new ResourceReference(Definition, string.Empty, "workflows.argoproj.io"), DeletionOptions.Default, TestContext.Current.CancellationToken);
        }

        WriteShop();
        _engine.Run($"Install-IdpPackage '{_folder.Path}/shop' {how}");

        var waited = _engine.Run("Wait-IdpWorkflow -Package shop -Timeout 5m");

        Assert.Empty(waited.Errors);
        Assert.Equal(["Job", "Job"], waited.As<Workflow>().Select(run => run.Kind));
    }

    [Fact]
    public void A_package_that_is_not_installed_is_named_in_an_error()
    {
        var error = Assert.Single(_engine.Run("Get-IdpWorkflow -Package nowhere").Errors);

        Assert.StartsWith("PackageNotFound,", error.FullyQualifiedErrorId);
        Assert.Contains("'nowhere'", error.Exception.Message);
        Assert.Empty(_engine.Run("Get-IdpWorkflow -Package nowhere*").Errors);
    }

    private void WriteShop()
    {
        _folder.Write("shop/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: shop}\nspec: {}\n");
        foreach (var part in new[] { "api", "data" })
        {
            _folder.Write($"shop/{part}.yaml", $$"""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: {{part}}, namespace: argocd}
                spec:
                  project: default
                  source: {repoURL: cnoe://{{part}}, targetRevision: HEAD, path: .}
                  destination: {server: https://kubernetes.default.svc, namespace: {{part}} }
                  syncPolicy: {automated: {}, syncOptions: [CreateNamespace=true]}
                """);
            _folder.Write($"shop/{part}/seed.yaml", Job("seed"));
        }
    }

    private static string Job(string name, string exitCode = "0") => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: {{name}}, annotations: {argocd.argoproj.io/hook: PreSync} }
        spec:
          backoffLimit: 0
          template:
            metadata: {annotations: {embedded.idpbuilder.io/exit-code: "{{exitCode}}"} }
            spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
        """;

    private static string Workflow(string name, string work = "container: {image: busybox}") => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: {{name}} }
        spec: {entrypoint: main, templates: [{name: main, {{work}} }]}
        """;
}
