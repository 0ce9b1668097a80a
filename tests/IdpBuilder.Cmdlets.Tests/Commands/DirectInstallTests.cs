using System.Management.Automation;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Packages that are applied from this machine, in an order, without Argo CD.</summary>
public sealed class DirectInstallTests : IDisposable
{
    private const string Suspended = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: approve, annotations: {argocd.argoproj.io/hook: PreSync}}
        spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
        """;

    private static readonly GroupVersionKind ConfigMapType = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind WorkflowType = new("argoproj.io", "v1alpha1", "Workflow");
    private static readonly GroupVersionKind DefinitionType = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
    private static readonly GroupVersionKind LeaseType = new("coordination.k8s.io", "v1", "Lease");

    private readonly TemporaryFolder _folder = new();
    private readonly ModuleEngine _engine = new();
    private readonly ClusterObjects _objects;
    private readonly Cluster _cluster;

    public DirectInstallTests()
    {
        _cluster = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{Path.Combine(_folder.Path, "config")}'").Single<Cluster>();
        _objects = new ClusterObjects(_cluster);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "app"));
    }

    private string App => Path.Combine(_folder.Path, "app");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_package_is_applied_in_order_brought_up_to_date_and_removed_without_a_trace()
    {
        var before = await ReadAsync();
        Write("a", "one");
        Write("b", "two");
        var first = Install().Single<PackageStatus>();
        Assert.Equal(("app", "direct", true, "Synced", "Healthy", "Succeeded"), (first.Name, first.Type, first.Ready, first.Sync, first.Health, first.Phase));

        File.Delete(Path.Combine(App, "b.yaml"));
        Write("a", "changed");
        var second = _engine.Run("Update-IdpPackage app").Single<PackageStatus>();

        Assert.NotEqual(first.Revision, second.Revision);
        Assert.Equal("changed", (string?)(await FindAsync("a"))!.Json["data"]!["text"]);
        Assert.Null(await FindAsync("b"));
        Assert.Equal("app", _engine.Run("Get-IdpPackage").Single<PackageStatus>().Name);
        Assert.True(_engine.Run("Wait-IdpPackage app -Timeout 1m").Single<PackageStatus>().Ready);

        Assert.Empty(_engine.Run("Uninstall-IdpPackage app").Errors);

        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
        Assert.Equal(before, (await ReadAsync()).Where(line => !IsOfNamespaces(line)));
    }

    [Fact]
    public void Hooks_and_waves_of_an_example_run_and_are_told()
    {
        var packages = _engine.Run($"Install-IdpPackage '{Repository.PathOf("examples", "01-quickstart", "packages")}/*' -Direct; Wait-IdpPackage shop, database -Timeout 5m").As<PackageStatus>();

        var shop = packages.Last(package => package.Name == "shop");
        Assert.True(shop.Ready, shop.Message);
        Assert.Equal(["PreSync Succeeded", "PostSync Succeeded"], shop.Hooks.Select(hook => $"{hook.Hook} {hook.Phase}"));
        Assert.Equal(["database"], shop.DependsOn);
    }

    [Fact]
    public void Its_objects_are_listed_with_what_they_made_and_its_hooks()
    {
        Write("a", "one");
        Hook("0");
        Assert.Equal(["app"], Install().Single<PackageStatus>().Applications);

        var resources = _engine.Run("Get-IdpPackageResource app").As<PackageResource>();

        Assert.Contains(resources, resource => resource is { Kind: "ConfigMap", Name: "a", Sync: "Synced", Application: "app" });
        Assert.Contains(resources, resource => resource is { Kind: "Job", Name: "prepare", Hook: "PreSync", HookPhase: "Succeeded" });
        Assert.Contains(resources, resource => resource is { Kind: "Pod", Parent: "Job prepare", Depth: 1 });
    }

    [Fact]
    public async Task What_it_calls_itself_ready_by_is_waited_for()
    {
        Write("a", "one");
        _folder.Write("app/idp.yaml", """
            apiVersion: idpbuilder.io/v1alpha1
            kind: Package
            metadata: {name: app}
            spec: {ready: [{apiVersion: v1, kind: ConfigMap, namespace: app, name: made-later}]}
            """);
        Install().Single<PackageStatus>();
        Assert.StartsWith("WaitTimedOut,", _engine.Fail("Wait-IdpPackage app -Timeout 1s").FullyQualifiedErrorId);
        await using var api = _objects.Connect();
        var made = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = "made-later", ["namespace"] = "app" } };

        await api.CreateAsync(new Manifest(made), WriteOptions.Default, default);

        Assert.Equal("app", _engine.Run("Wait-IdpPackage app -Timeout 5m").Single<PackageStatus>().Name);
    }

    [Fact]
    public void A_hook_that_fails_fails_the_package_and_the_next_run_begins_anew()
    {
        Write("a", "one");
        Hook("1");
        var run = _engine.Run($"Install-IdpPackage '{App}' -Direct -Timeout 5m");
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("PackageSyncFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("Job 'prepare'", error.Exception.Message);
        Assert.Equal("failed", Assert.Single(run.Progress, record => record.RecordType == ProgressRecordType.Completed && record.Activity == "Installing 'app'").StatusDescription);
        var status = _engine.Run("Get-IdpPackage app").Single<PackageStatus>();
        Assert.Equal(("OutOfSync", "Failed", false), (status.Sync, status.Phase, status.Ready));

        Hook("0");

        Assert.Equal("Succeeded", Install().Single<PackageStatus>().Phase);
    }

    [Fact]
    public async Task A_run_that_was_broken_off_is_gone_on_with()
    {
        Write("a", "one");
        _folder.Write("app/hook.yaml", Suspended);
        using (var broken = _engine.CreateShell($"Install-IdpPackage '{App}' -Direct"))
        {
            var run = broken.InvokeAsync();
            await HookCreatedAsync();
            await RunningScript.StopAsync(broken, run);
        }

        Assert.StartsWith("WaitTimedOut,", _engine.Fail($"Install-IdpPackage '{App}' -Direct -Timeout 00:00:02").FullyQualifiedErrorId);
        Assert.Null(await FindAsync("a"));
        Assert.Equal("Running", _engine.Run("Get-IdpPackage app").Single<PackageStatus>().Phase);
        var hook = await UidOfHookAsync();

        Assert.Empty(_engine.Run("Wait-IdpWorkflow approve -Suspended; Resume-IdpWorkflow approve; Wait-IdpWorkflow approve").Errors);
        var status = Install().Single<PackageStatus>();

        Assert.Equal("Succeeded", status.Phase);
        Assert.NotNull(await FindAsync("a"));
        Assert.Equal(hook, await UidOfHookAsync());
    }

    [Fact]
    public async Task A_hook_that_somebody_deletes_fails_the_package()
    {
        Write("a", "one");
        _folder.Write("app/hook.yaml", Suspended);
        using var shell = _engine.CreateShell($"Install-IdpPackage '{App}' -Direct -Timeout 5m");
        var run = shell.InvokeAsync();
        await HookCreatedAsync();
        await using var api = _objects.Connect();

        await api.DeleteAsync(new ResourceReference(WorkflowType, "app", "approve"), DeletionOptions.Default, default);

        await run;
        var error = Assert.Single(shell.Streams.Error);
        Assert.StartsWith("PackageSyncFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("deleted while it ran", error.Exception.Message);
    }

    [Fact]
    public async Task A_cluster_that_goes_away_ends_it_with_that_cause()
    {
        Write("a", "one");
        _folder.Write("app/hook.yaml", Suspended);
        using var shell = _engine.CreateShell($"Install-IdpPackage '{App}' -Direct -Timeout 5m");
        var run = shell.InvokeAsync();
        await HookCreatedAsync();
        using var other = new ModuleEngine();

        Assert.Empty(other.Run("Remove-IdpCluster @($input)[0]", _cluster).Errors);

        await run;
        var error = Assert.Single(shell.Streams.Error);
        Assert.StartsWith("ClusterGone,", error.FullyQualifiedErrorId);
        Assert.Contains("'app'", error.Exception.Message);
    }

    [Fact]
    public async Task It_needs_no_Argo_CD_though_there_was_one_before()
    {
        Write("a", "one");
        Assert.Empty(_engine.Run("Get-IdpPackage").Errors);
        await using var api = _objects.Connect();
        foreach (var name in (string[])["applications", "applicationsets", "appprojects"])
        {
            await api.DeleteAsync(new ResourceReference(DefinitionType, string.Empty, $"{name}.argoproj.io"), DeletionOptions.Default, default);
        }

        await ClusterObjects.UntilAsync(api, DefinitionType, all => all.All(definition => definition.Name != "applications.argoproj.io"));

        Assert.Equal("Succeeded", Install().Single<PackageStatus>().Phase);
        Assert.Equal("app", _engine.Run("Get-IdpPackage").Single<PackageStatus>().Name);
    }

    [Fact]
    public async Task A_run_with_nothing_to_do_finds_what_somebody_else_changed()
    {
        Write("a", "one");
        Write("b", "two");
        Install();
        var untouched = await FindAsync("a");
        await using (var api = _objects.Connect())
        {
            var change = new JsonObject { ["data"] = new JsonObject { ["text"] = "changed" } };
            await api.PatchAsync(new ResourceReference(ConfigMapType, "app", "b"), ManifestPatch.Merge(change), new WriteOptions("somebody"), default);
        }

        var status = Install().Single<PackageStatus>();

        Assert.Equal(("Synced", "Succeeded"), (status.Sync, status.Phase));
        Assert.Equal("two", (string?)(await FindAsync("b"))!.Json["data"]!["text"]);
        Assert.Equal(untouched!.ResourceVersion, (await FindAsync("a"))!.ResourceVersion);
    }

    [Fact]
    public async Task Two_runs_at_once_follow_one_another()
    {
        Write("a", "one");
        using var other = new ModuleEngine();
        other.Run($"Connect-IdpCluster -KubeConfig '{Path.Combine(_folder.Path, "config")}'");

        var runs = await Task.WhenAll(Task.Run(Install), Task.Run(() => other.Run($"Install-IdpPackage '{App}' -Direct -Timeout 5m")));

        var statuses = runs.Select(run => run.Single<PackageStatus>()).ToArray();
        Assert.All(statuses, status => Assert.Equal("Succeeded", status.Phase));
        Assert.NotEqual(statuses[0].Installation, statuses[1].Installation);
        await using var api = _objects.Connect();
        Assert.Empty((await api.ListAsync(new ResourceSelector(LeaseType, "idpbuilder"), default)).Items);
    }

    [Fact]
    public async Task A_lease_that_is_held_is_waited_for_and_one_that_was_left_is_taken_over()
    {
        Write("a", "one");
        await HoldLeaseAsync(seconds: 60);
        var error = _engine.Fail($"Install-IdpPackage '{App}' -Direct -Timeout 00:00:01");
        Assert.StartsWith("PackageBusy,", error.FullyQualifiedErrorId);
        Assert.Contains("'another machine'", error.Exception.Message);
        Assert.Null(await FindAsync("a"));

        await HoldLeaseAsync(seconds: 1);

        Assert.Equal("Succeeded", Install().Single<PackageStatus>().Phase);
    }

    [Fact]
    public async Task What_asks_for_confirmation_is_named_and_kept_until_it_is_deleted_or_the_package_is_removed()
    {
        Write("a", "one");
        Write("b", "two", "argocd.argoproj.io/sync-options: Prune=confirm");
        Install();
        File.Delete(Path.Combine(App, "b.yaml"));
        Write("a", "changed");

        var error = _engine.Fail($"Install-IdpPackage '{App}' -Direct -Timeout 5m");

        Assert.StartsWith("PackageSyncFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("ConfigMap app/b would be removed, and may be only when that is confirmed (Prune=confirm)", error.Exception.Message);
        Assert.Equal("one", (string?)(await FindAsync("a"))!.Json["data"]!["text"]);
        Assert.NotNull(await FindAsync("b"));
        Assert.Empty(_engine.Run("Uninstall-IdpPackage app").Errors);
        Assert.Null(await FindAsync("b"));
    }

    [Fact]
    public async Task What_somebody_else_took_over_is_not_pruned()
    {
        Write("a", "one");
        Write("b", "two");
        Install();
        await using var api = _objects.Connect();
        var taken = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["argocd.argoproj.io/tracking-id"] = "other:/ConfigMap:app/b" } } };
        await api.PatchAsync(new ResourceReference(ConfigMapType, "app", "b"), ManifestPatch.Merge(taken), WriteOptions.Default, default);
        File.Delete(Path.Combine(App, "b.yaml"));

        Install();

        Assert.NotNull(await FindAsync("b"));
    }

    [Fact]
    public void A_package_is_installed_in_one_way_only()
    {
        Write("a", "one");
        Install();
        Assert.StartsWith("PackageInstalledOtherwise,", _engine.Fail($"Install-IdpPackage '{App}'").FullyQualifiedErrorId);
        _engine.Run($"Uninstall-IdpPackage app; Install-IdpPackage '{App}'");

        Assert.StartsWith("PackageInstalledOtherwise,", _engine.Fail($"Install-IdpPackage '{App}' -Direct").FullyQualifiedErrorId);
    }

    [Fact]
    public void What_only_Argo_CD_reaches_is_refused_before_anything_is_written()
    {
        _folder.Write("app/application.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: app, namespace: argocd}
            spec:
              project: default
              destination: {server: https://kubernetes.default.svc, namespace: app}
              source: {repoURL: https://example.test/repo.git, path: x, targetRevision: HEAD}
            """);

        var error = _engine.Fail($"Install-IdpPackage '{App}' -Direct");

        Assert.StartsWith("PackageNotDirect,", error.FullyQualifiedErrorId);
        Assert.Contains("only Argo CD reaches it", error.Exception.Message);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    private static bool IsOfNamespaces(string line) => line.Contains("Namespace", StringComparison.Ordinal) || line.Contains("kube-root-ca.crt", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> ReadAsync() => [.. (await _objects.ReadAsync(default)).Where(line => !IsOfNamespaces(line))];

    private EngineResult Install() => _engine.Run($"Install-IdpPackage '{App}' -Direct -Timeout 5m");

    private void Write(string name, string text, string annotation = "") => _folder.Write($"app/{name}.yaml", $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{name}}, annotations: { {{annotation}} } }
        data: {text: {{text}} }
        """);

    private void Hook(string exitCode) => _folder.Write("app/hook.yaml", $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: prepare, annotations: {argocd.argoproj.io/hook: PreSync} }
        spec:
          backoffLimit: 0
          template:
            metadata: {annotations: {embedded.idpbuilder.io/exit-code: "{{exitCode}}"} }
            spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
        """);

    private async Task<Manifest?> FindAsync(string name)
    {
        await using var api = _objects.Connect();
        return await api.GetAsync(new ResourceReference(ConfigMapType, "app", name), default);
    }

    private async Task<string> UidOfHookAsync()
    {
        await using var api = _objects.Connect();
        return (await api.GetAsync(new ResourceReference(WorkflowType, "app", "approve"), default))!.Uid;
    }

    private async Task HookCreatedAsync()
    {
        await using var api = _objects.Connect();
        await foreach (var change in api.WatchAsync(new ResourceSelector(WorkflowType, "app"), TestContext.Current.CancellationToken))
        {
            if (change.Object?.Name == "approve")
            {
                return;
            }
        }
    }

    private async Task HoldLeaseAsync(int seconds)
    {
        await using var api = _objects.Connect();
        await api.ApplyAsync(new Manifest(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = "idpbuilder" } }), WriteOptions.Default, default);
        var lease = new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = "package-app", ["namespace"] = "idpbuilder" },
            ["spec"] = new JsonObject { ["holderIdentity"] = "another machine", ["leaseDurationSeconds"] = seconds },
        };
        await api.ApplyAsync(new Manifest(lease), new WriteOptions(Force: true), default);
    }
}
