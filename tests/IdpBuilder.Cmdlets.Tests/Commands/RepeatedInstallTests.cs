using System.Management.Automation;

namespace IdpBuilder.Tests.Commands;

/// <summary>Installing again while Argo CD still carries out an earlier request.</summary>
public sealed class RepeatedInstallTests : IDisposable
{
    private const string Automated = "syncPolicy: {automated: {}, syncOptions: [CreateNamespace=true]}";
    private const string Manual = "syncPolicy: {syncOptions: [CreateNamespace=true]}";

    private readonly ModuleEngine _engine = new();
    private readonly ModuleEngine _other = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Cluster _cluster;

    public RepeatedInstallTests() => _cluster = _engine.Run("New-IdpCluster demo -Provider Embedded").Single<Cluster>();

    public void Dispose()
    {
        _other.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Automated)]
    [InlineData(Manual)]
    public async Task What_changed_while_a_sync_runs_is_synced_when_that_has_ended(string policy)
    {
        Write(policy, Suspended("first"));
        await InstallUpToAsync("Workflow/first");
        Write(policy, Suspended("second"));

        using var shell = _engine.CreateShell($"Install-IdpPackage '{_folder.Path}/app.yaml'");
        var run = await RunningScript.UntilAsync(shell, "Waiting for");
        _other.Resume("first", _cluster);
        await run;

        Assert.Empty(shell.Streams.Error);
        Assert.Contains("-Force", Assert.Single(shell.Streams.Warning).Message, StringComparison.Ordinal);
        using var wait = _engine.CreateShell("Wait-IdpPackage shop");
        var end = await RunningScript.UntilAsync(wait, "Workflow/second");
        _other.Resume("second", _cluster);
        await end;
        Assert.Empty(wait.Streams.Error);
    }

    [Fact]
    public void What_a_package_no_longer_has_and_may_not_be_pruned_ends_the_wait()
    {
        Write(Automated, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage").Errors);
        Write(Automated, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new}\n");

        var failure = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage").Errors);

        Assert.StartsWith("PackageFailed,", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ConfigMap 'shop/old'", failure.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("syncPolicy.automated.prune", failure.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_ends_the_sync_of_an_earlier_version()
    {
        Write(Automated, Suspended("first"));
        await InstallUpToAsync("Workflow/first");
        Write(Automated, ConfigMapHook);

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' -Force | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Equal(["hook"], ready.Single<PackageStatus>().Hooks.Select(hook => hook.Name));
    }

    [Fact]
    public async Task A_sync_that_only_waits_to_be_tried_again_gives_way()
    {
        const string Retried = "syncPolicy: {automated: {}, retry: {limit: -1, backoff: {duration: 1h}}, syncOptions: [CreateNamespace=true]}";
        Write(Retried, FailingHook);
        await InstallUpToAsync("Retrying attempt");
        Write(Retried, ConfigMapHook);

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
    }

    [Fact]
    public async Task A_sync_that_does_not_end_in_time_is_an_error_that_names_the_way_out()
    {
        Write(Automated, Suspended("first"));
        await InstallUpToAsync("Workflow/first");
        Write(Automated, ConfigMapHook);

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' -Timeout 1s").Errors);

        Assert.StartsWith("ApplicationBusy,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Contains("Workflow/first", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installing_the_same_again_leaves_the_running_sync_alone()
    {
        Write(Automated, Suspended("first"));
        await InstallUpToAsync("Workflow/first");

        var again = _engine.Run(
            $"Install-IdpPackage '{_folder.Path}/app.yaml'; $null = Wait-IdpWorkflow first -Suspended; Resume-IdpWorkflow first; Wait-IdpPackage shop");

        Assert.Empty(again.Errors);
        Assert.Empty(again.Warnings);
    }

    [Fact]
    public async Task An_Application_that_is_still_being_deleted_is_made_anew_when_it_is_gone()
    {
        Write(Automated, Suspended("first").Replace("PreSync", "PostDelete", StringComparison.Ordinal));
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage").Errors);
        Assert.StartsWith("WaitTimedOut,", Assert.Single(_engine.Run("Uninstall-IdpPackage shop -Timeout 1s").Errors).FullyQualifiedErrorId);
        Write(Automated, ConfigMapHook);

        using var shell = _engine.CreateShell($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage");
        var run = await RunningScript.UntilAsync(shell, "Waiting for");
        _other.Resume("first", _cluster);
        await run;

        Assert.Empty(shell.Streams.Error);
    }

    private static string Suspended(string name) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata:
          name: {{name}}
          namespace: shop
          annotations: {argocd.argoproj.io/hook: PreSync}
        spec:
          entrypoint: main
          templates:
            - name: main
              suspend: { }
        """;

    private const string ConfigMapHook = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: hook, namespace: shop, annotations: {argocd.argoproj.io/hook: PreSync}}
        """;

    private const string FailingHook = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: hook, namespace: shop, annotations: {argocd.argoproj.io/hook: PreSync}}
        spec:
          backoffLimit: 0
          template:
            metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3"}}
            spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
        """;

    private void Write(string policy, string hook)
    {
        _folder.Write("app.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: .}
              destination: {server: https://kubernetes.default.svc, namespace: shop}
              {{policy}}
            """);
        _folder.Write("content/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("content/hook.yaml", hook);
    }

    /// <summary>Installs, and returns when the package's operation says the text.</summary>
    private async Task InstallUpToAsync(string text)
    {
        Assert.Empty(_engine.Run($"$null = Install-IdpPackage '{_folder.Path}/app.yaml'").Errors);
        using var shell = _engine.CreateShell("Wait-IdpPackage shop");
        var run = await RunningScript.UntilAsync(shell, text);
        await RunningScript.StopAsync(shell, run);
    }
}
