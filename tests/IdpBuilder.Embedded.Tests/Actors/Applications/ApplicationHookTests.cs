using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Embedded.Tests.Actors.Applications;

public sealed class ApplicationHookTests
{
    private static readonly GroupVersionKind Application = ArgoTypes.Application;

    [Fact]
    public async Task Phases_and_waves_run_in_order()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        var application = await cluster.InstallAsync(
            "demo",
            ("app/a.yaml", Job("migrate", "PreSync") + Config("base", "0") + Config("late", "1") + Job("notify", "PostSync") + Job("rescue", "SyncFail")));

        var state = application.Status!["operationState"]!;
        Assert.Equal(("Succeeded", "successfully synced (no more tasks)"), ((string?)state["phase"], (string?)state["message"]));
        Assert.Equal(
            ["PreSync Namespace demo", "PreSync Job migrate", "Sync ConfigMap base", "Sync ConfigMap late", "PostSync Job notify"],
            state["syncResult"]!["resources"]!.AsArray().Select(result => $"{result!["syncPhase"]} {result["kind"]} {result["name"]}"));
        Assert.Null(await cluster.FindAsync("batch/v1", "Job", "rescue", "demo"));
        var hook = await cluster.FindAsync("batch/v1", "Job", "migrate", "demo");
        Assert.Null(hook!.Metadata!["finalizers"]);
        Assert.Equal("Synced", (string?)application.Status["sync"]!["status"]);
    }

    [Fact]
    public async Task Two_seconds_of_the_clusters_time_pass_between_waves()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        var application = await cluster.InstallAsync("demo", ("app/a.yaml", Config("one", "1") + Config("two", "2") + Config("three", "3")));

        var state = application.Status!["operationState"]!;
        var took = Time(state["finishedAt"]!) - Time(state["startedAt"]!);
        Assert.InRange(took, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failing_hook_stops_the_sync_and_runs_what_is_for_failures()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Job("migrate", "PreSync", exitCode: 3) + Config("base", "0") + Job("rescue", "SyncFail")));
        await cluster.CreateAsync("demo", json => json["spec"]!["syncPolicy"]!["retry"] = JsonNode.Parse("""{"limit":0}"""));
        await cluster.SettleAsync();

        var application = await cluster.ApplicationAsync("demo");
        var state = application.Status!["operationState"]!;
        Assert.Equal(
            ("Failed", "one or more synchronization tasks completed unsuccessfully"), ((string?)state["phase"], (string?)state["message"]));
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "base", "demo"));
        Assert.NotNull(await cluster.FindAsync("batch/v1", "Job", "rescue", "demo"));
        Assert.Contains(application.Status["conditions"]!.AsArray(), condition => (string?)condition!["type"] == "SyncError");
    }

    [Fact]
    public async Task A_hook_runs_anew_with_every_sync()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.InstallAsync("demo", ("app/a.yaml", Job("migrate", "PreSync") + Config("base", "0")));
        var first = await cluster.FindAsync("batch/v1", "Job", "migrate", "demo");

        await cluster.PublishAsync("demo", ("app/a.yaml", Job("migrate", "PreSync") + Config("other", "0")));
        await cluster.SettleAsync();

        Assert.NotEqual(first!.Uid, (await cluster.FindAsync("batch/v1", "Job", "migrate", "demo"))!.Uid);
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "base", "demo"));
    }

    [Fact]
    public async Task Deleting_an_application_leaves_its_objects_unless_it_cascades()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.InstallAsync("demo", ("app/a.yaml", Config("base", "0")));

        await cluster.DeleteAsync("demo");
        await cluster.SettleAsync();

        Assert.Null(await cluster.FindAsync(Application.ApiVersion, Application.Kind, "demo", "argocd"));
        Assert.NotNull(await cluster.FindAsync("v1", "ConfigMap", "base", "demo"));
    }

    [Fact]
    public async Task A_cascading_deletion_runs_its_hooks_around_the_deletion_of_everything()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        var kept = Config("kept", "0").Replace("sync-wave", "sync-options: Delete=false\n    x", StringComparison.Ordinal);
        await cluster.PublishAsync(
            "demo", ("app/a.yaml", Config("one", "1") + Config("two", "2") + kept + Job("before", "PreDelete", policy: "HookSucceeded") + Job("after", "PostDelete")));
        await cluster.CreateAsync("demo", json => json["metadata"]!["finalizers"] = new JsonArray(ArgoTypes.CascadeFinalizer));
        await cluster.SettleAsync();
        Assert.Null(await cluster.FindAsync("batch/v1", "Job", "before", "demo"));
        Assert.Equal(
            [ArgoTypes.CascadeFinalizer, DeletionFinalizers.PreDelete, DeletionFinalizers.CleanupOf(DeletionFinalizers.PreDelete),
             DeletionFinalizers.PostDelete, DeletionFinalizers.CleanupOf(DeletionFinalizers.PostDelete)],
            (await cluster.ApplicationAsync("demo")).Metadata!["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));

        await cluster.DeleteAsync("demo");
        await cluster.SettleAsync();

        Assert.Null(await cluster.FindAsync(Application.ApiVersion, Application.Kind, "demo", "argocd"));
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "one", "demo"));
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "two", "demo"));
        Assert.NotNull(await cluster.FindAsync("v1", "ConfigMap", "kept", "demo"));
        Assert.NotNull(await cluster.FindAsync("batch/v1", "Job", "after", "demo"));
    }

    [Fact]
    public async Task A_terminated_operation_deletes_its_running_hook()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Job("waits", "PreSync", suspended: true) + Config("base", "0")));
        await cluster.CreateAsync("demo");
        await cluster.SettleAsync();
        Assert.Equal("Running", (string?)(await cluster.ApplicationAsync("demo")).Status!["operationState"]!["phase"]);

        await cluster.PatchAsync("demo", """{"status":{"operationState":{"phase":"Terminating"}}}""");
        await cluster.SettleAsync();

        var state = (await cluster.ApplicationAsync("demo")).Status!["operationState"]!;
        Assert.Equal(("Failed", "Operation terminated"), ((string?)state["phase"], (string?)state["message"]));
        Assert.Null(await cluster.FindAsync("batch/v1", "Job", "waits", "demo"));
    }

    private static DateTimeOffset Time(JsonNode node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);

    private static string Config(string name, string wave) => $$"""
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{name}}
          annotations:
            argocd.argoproj.io/sync-wave: "{{wave}}"

        """;

    private static string Job(string name, string hook, int exitCode = 0, string policy = "BeforeHookCreation", bool suspended = false) => $$"""
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{name}}
          annotations:
            argocd.argoproj.io/hook: {{hook}}
            argocd.argoproj.io/hook-delete-policy: {{policy}}
        spec:
          backoffLimit: 0
          suspend: {{(suspended ? "true" : "false")}}
          template:
            metadata:
              annotations:
                embedded.idpbuilder.io/exit-code: "{{exitCode}}"
            spec:
              restartPolicy: Never
              containers:
              - name: main
                image: busybox

        """;
}
