using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>What a package that is applied without Argo CD has made beside its objects: of hooks, and what was not pruned.</summary>
public sealed class DirectLeftoverTests : IDisposable
{
    private const string Suspended = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: approve, annotations: {argocd.argoproj.io/hook: PreSync}}
        spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
        """;

    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: tenants.example.test}
        spec:
          group: example.test
          scope: Cluster
          names: {kind: Tenant, plural: tenants, singular: tenant}
          versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
        """;

    private static readonly GroupVersionKind MapType = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind JobType = new("batch", "v1", "Job");
    private static readonly GroupVersionKind WorkflowType = new("argoproj.io", "v1alpha1", "Workflow");

    private readonly DirectPackage _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("argocd.argoproj.io/hook: SyncFail")]
    [InlineData("argocd.argoproj.io/hook: PreDelete")]
    [InlineData("argocd.argoproj.io/hook: Skip")]
    [InlineData("helm.sh/hook: test")]
    public async Task What_is_never_applied_is_not_missed(string annotation)
    {
        _app.WriteMap("a");
        _app.WriteMap("other", annotation);

        Assert.True(_app.Install().Ready);

        Assert.Equal(["a"], await _app.NamesAsync(MapType));
        Assert.True(_app.Engine.Run("Wait-IdpPackage app -Timeout 1m").Single<PackageStatus>().Ready);
    }

    [Fact]
    public async Task The_objects_of_hooks_that_the_package_no_longer_has_go_with_it()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreSync", "prepare-");
        _app.Install();
        _app.Remove("prepare.yaml");
        _app.Install();
        Assert.Single(await _app.ListAsync(JobType));

        Assert.Empty(_app.Engine.Run("Uninstall-IdpPackage app -Timeout 5m").Errors);

        Assert.Empty(await _app.ListAsync(JobType));
    }

    [Fact]
    public async Task What_asked_not_to_be_pruned_goes_with_the_package()
    {
        _app.WriteMap("a");
        _app.WriteMap("kept", "argocd.argoproj.io/sync-options: Prune=false");
        _app.Install();
        _app.Remove("kept.yaml");
        Assert.True(_app.Install().Ready);
        Assert.Equal(["a", "kept"], await _app.NamesAsync(MapType));

        Assert.Empty(_app.Engine.Run("Uninstall-IdpPackage app -Timeout 5m").Errors);

        Assert.Empty(await _app.NamesAsync(MapType));
    }

    [Fact]
    public async Task A_package_whose_hook_was_broken_off_can_be_removed()
    {
        _app.WriteMap("a");
        _app.Write("hook.yaml", Suspended);
        using (var shell = _app.Engine.CreateShell($"Install-IdpPackage '{_app.Path}' -Direct"))
        {
            await RunningScript.StopAsync(shell, await _app.BeginAsync(shell, WorkflowType, "approve"));
        }

        Assert.Empty(_app.Engine.Run("Uninstall-IdpPackage app -Timeout 5m").Errors);

        Assert.Empty(await _app.ListAsync(WorkflowType));
        Assert.Empty(_app.Engine.Run("Get-IdpPackage").Output);
    }

    [Fact]
    public void A_type_goes_with_its_objects()
    {
        _app.WriteMap("a");
        _app.Write("definition.yaml", Definition);
        _app.Write("tenant.yaml", "apiVersion: example.test/v1\nkind: Tenant\nmetadata: {name: one}\n");
        Assert.True(_app.Install().Ready);
        _app.Remove("definition.yaml");
        _app.Remove("tenant.yaml");

        Assert.True(_app.Install().Ready);
    }

    [Fact]
    public void A_removal_that_takes_too_long_says_what_is_still_there_and_who_holds_it()
    {
        _app.Write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, finalizers: [example.test/held]}\n");
        _app.Install();

        var error = _app.Engine.Fail("Uninstall-IdpPackage app -Timeout 3s");

        Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId);
        Assert.StartsWith("Removing 'app' timed out", error.Exception.Message);
        Assert.Contains("ConfigMap", error.Exception.Message);
        Assert.Contains("Uninstall-IdpPackage", error.Exception.Message);
    }
}
