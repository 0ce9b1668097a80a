using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncHookTests
{
    private readonly RecordingCluster _cluster = new();

    [Theory]
    [InlineData("FooBarBaz", "foobarb")]
    [InlineData("foobar", "foobar")]
    [InlineData("abcdefg", "abcdefg")]
    [InlineData("ABCDEFGH", "abcdefg")]
    public void A_hook_without_a_name_gets_one_for_each_phase(string revision, string prefix)
    {
        var hook = Objects.HookPod(string.Empty, "PreSync,PostSync");
        hook.Metadata!["generateName"] = "job-";

        var tasks = Objects.Tasks(Objects.Request([], [hook]) with { Revision = revision });

        var seconds = Objects.Start.ToUnixTimeSeconds();
        Assert.Equal([$"job-{prefix}-presync-{seconds}", $"job-{prefix}-postsync-{seconds}"], tasks.Select(task => task.Name));
        Assert.Empty(hook.Name);
    }

    [Fact]
    public void Hooks_carry_the_finalizer_that_keeps_them_until_they_are_read()
    {
        var task = Objects.Tasks(Objects.Request([], [Objects.HookPod("h", "Sync").WithHookFinalizer()])).Single();
        Assert.Equal("""["argocd.argoproj.io/hook-finalizer"]""", task.Target!.Metadata!["finalizers"]!.ToJsonString());
    }

    [Fact]
    public void A_hook_among_the_resources_is_run_once()
    {
        var hook = Objects.HookPod("h", "Sync");
        Assert.Single(Objects.Tasks(Objects.Request([Objects.Wanted(hook)], [hook])));
    }

    [Fact]
    public async Task Skipped_hooks_are_neither_run_nor_pruned()
    {
        var run = new Run(_cluster);
        var outcome = await run.StepAsync(Objects.Request(
            [Objects.Only(Objects.HookPod("live", "PreSync"))],
            [Objects.HookPod("wanted", "PreSync")],
            new SyncOptions { SkipHooks = true, Prune = true }));

        Assert.Equal(OperationPhase.Succeeded, outcome.Phase);
        Assert.Empty(run.Results);
    }

    [Fact]
    public async Task Phases_run_one_after_the_other_and_hooks_are_waited_for()
    {
        var (before, pod, after) = (Objects.HookPod("before", "PreSync"), Objects.Pod(), Objects.HookPod("after", "PostSync"));
        var run = new Run(_cluster, Objects.Health(
            ("before", HealthStatus.Healthy), ("my-pod", HealthStatus.Healthy), ("after", HealthStatus.Healthy)));
        var steps = new List<string>();
        var live = new List<Manifest>();
        SyncOutcome outcome;
        do
        {
            var podLive = live.Find(manifest => manifest.Name == "my-pod");
            outcome = await run.StepAsync(Objects.Request(
                [Objects.Wanted(pod, podLive), .. live.Where(manifest => manifest.Name != "my-pod").Select(Objects.Only)], [before, after]));
            steps.Add(outcome.Message);
            live = [.. _cluster.Writes.Select(write => write.Target)];
        }
        while (outcome.Phase == OperationPhase.Running);

        Assert.Equal(
            ["waiting for completion of hook /Pod/before", "waiting for healthy state of /Pod/my-pod",
             "waiting for completion of hook /Pod/after", "successfully synced (no more tasks)"],
            steps);
        Assert.Equal(["before", "my-pod", "after"], _cluster.Writes.Select(write => write.Target.Name));
        Assert.Equal(["PreSync", "Sync", "PostSync"], run.Results.Select(result => result.Phase.ToString()));
        Assert.Equal([true, false, true], run.Results.Select(result => result.IsHook));
    }

    [Theory]
    [InlineData(null, OperationPhase.Succeeded)]
    [InlineData(HealthStatus.Healthy, OperationPhase.Succeeded)]
    [InlineData(HealthStatus.Progressing, OperationPhase.Running)]
    [InlineData(HealthStatus.Suspended, OperationPhase.Running)]
    [InlineData(HealthStatus.Degraded, OperationPhase.Failed)]
    [InlineData(HealthStatus.Unknown, OperationPhase.Failed)]
    public async Task The_health_of_a_hook_is_its_result(HealthStatus? status, OperationPhase expected)
    {
        var hook = Objects.HookPod("h", "Sync");
        var run = new Run(_cluster, _ => status is { } known ? new HealthVerdict(known, "because") : null);

        await run.StepAsync(Objects.Request([], [hook]));
        var outcome = await run.StepAsync(Objects.Request([Objects.Only(hook)], [hook]));

        Assert.Equal(expected, outcome.Phase);
        Assert.Equal(expected, run.ResultOf("h").State);
        Assert.Equal(status is null ? "h created" : "because", run.ResultOf("h").Message);
    }

    [Fact]
    public async Task A_hook_of_an_earlier_sync_is_released_and_deleted_before_it_runs_again()
    {
        var hook = Objects.HookPod("h", "Sync").WithHookFinalizer();
        var run = new Run(_cluster, Objects.Health(("h", HealthStatus.Progressing)));

        var outcome = await run.StepAsync(Objects.Request([Objects.Only(hook)], [hook]));
        Assert.Equal((OperationPhase.Running, "waiting for deletion of hook /Pod/h"), (outcome.Phase, outcome.Message));
        Assert.Equal(["h"], _cluster.Released);
        Assert.Equal(["h"], _cluster.Deleted);
        Assert.Empty(_cluster.Writes);

        outcome = await run.StepAsync(Objects.Request([], [hook]));
        Assert.Equal((OperationPhase.Running, "waiting for completion of hook /Pod/h"), (outcome.Phase, outcome.Message));
        Assert.Equal(OperationPhase.Running, run.Results.Single().State);
    }

    [Fact]
    public async Task Of_several_old_hooks_only_those_with_the_policy_are_deleted_first()
    {
        Manifest[] hooks =
        [
            Objects.HookPod("h1", "PreSync").WithHookFinalizer(),
            Objects.HookPod("h2", "PreSync", "HookFailed").WithHookFinalizer(),
            Objects.HookPod("h3", "PreSync", "HookSucceeded").WithHookFinalizer(),
        ];

        var outcome = await new Run(_cluster).StepAsync(Objects.Request([.. hooks.Select(Objects.Only)], hooks));

        Assert.Equal((OperationPhase.Running, "waiting for deletion of hook /Pod/h1"), (outcome.Phase, outcome.Message));
        Assert.Equal(["h1", "h2", "h3"], _cluster.Released);
        Assert.Equal(["h1"], _cluster.Deleted);
    }

    [Fact]
    public async Task A_hook_that_is_gone_when_it_is_to_be_deleted_is_created_at_once()
    {
        var hook = Objects.HookPod("h", "PreSync").With(ArgoAnnotations.SyncOptions, "Replace=true");
        _cluster.Gone.Add("h");

        await new Run(_cluster).StepAsync(Objects.Request([Objects.Only(hook)], [hook]));

        Assert.Equal(SyncVerb.Create, _cluster.Writes.Single().Verb);
    }

    [Theory]
    [InlineData(HealthStatus.Progressing, OperationPhase.Running, "waiting for completion of hook /Pod/h1", 0, "")]
    [InlineData(HealthStatus.Healthy, OperationPhase.Succeeded, "successfully synced (no more tasks)", 3, "h3")]
    [InlineData(HealthStatus.Degraded, OperationPhase.Failed, "one or more synchronization tasks completed unsuccessfully", 3, "h2")]
    public async Task Hooks_are_deleted_by_policy_when_the_whole_sync_ends(
        HealthStatus first, OperationPhase phase, string message, int released, string deleted)
    {
        Manifest[] hooks =
        [
            Objects.HookPod("h1", "PreSync").WithHookFinalizer(),
            Objects.HookPod("h2", "PreSync", "HookFailed").WithHookFinalizer(),
            Objects.HookPod("h3", "PreSync", "HookSucceeded").WithHookFinalizer(),
        ];
        var run = new Run(_cluster, Objects.Health(("h1", first), ("h2", HealthStatus.Healthy), ("h3", HealthStatus.Healthy)))
        {
            Results = [.. hooks.Select(Running)],
        };

        var outcome = await run.StepAsync(Objects.Request([.. hooks.Select(Objects.Only)], hooks));

        Assert.Equal((phase, message), (outcome.Phase, outcome.Message));
        Assert.Equal(released, _cluster.Released.Count);
        Assert.Equal(deleted, string.Join(',', _cluster.Deleted));
    }

    [Fact]
    public async Task Termination_deletes_running_hooks_and_keeps_the_result_of_ended_ones()
    {
        Manifest[] hooks = [Objects.HookPod("runs", "Sync").WithHookFinalizer(), Objects.HookPod("ended", "Sync"), Objects.HookPod("gone", "Sync")];
        var run = new Run(_cluster, Objects.Health(("runs", HealthStatus.Progressing), ("ended", HealthStatus.Healthy)))
        {
            Results = [.. hooks.Select(hook => Running(hook) with { Phase = SyncPhase.Sync })],
        };

        var outcome = await run.TerminateAsync(Objects.Request([Objects.Only(hooks[0]), Objects.Only(hooks[1])], hooks));

        Assert.Equal((OperationPhase.Failed, "Operation terminated"), (outcome.Phase, outcome.Message));
        Assert.Equal(["runs"], _cluster.Deleted);
        Assert.Equal(["runs"], _cluster.Released);
        Assert.Equal((OperationPhase.Failed, "Terminated"), (run.ResultOf("runs").State, run.ResultOf("runs").Message));
        Assert.Equal(OperationPhase.Succeeded, run.ResultOf("ended").State);
        Assert.Equal((OperationPhase.Succeeded, "Terminated"), (run.ResultOf("gone").State, run.ResultOf("gone").Message));
    }

    [Fact]
    public async Task A_termination_that_cannot_delete_ends_in_error()
    {
        var hook = Objects.HookPod("h", "Sync");
        _cluster.DeleteFailures["h"] = "no";
        var run = new Run(_cluster, Objects.Health(("h", HealthStatus.Progressing)))
        {
            Results = [Running(hook) with { Phase = SyncPhase.Sync }],
        };

        var outcome = await run.TerminateAsync(Objects.Request([Objects.Only(hook)], [hook]));

        Assert.Equal((OperationPhase.Error, "Operation termination had errors"), (outcome.Phase, outcome.Message));
        Assert.Equal("Failed to delete: no", run.ResultOf("h").Message);
    }

    private static SyncResult Running(Manifest hook) =>
        new(hook.Key, "v1", SyncPhase.PreSync, SyncResultCode.Synced, OperationPhase.Running, string.Empty, true, []);
}
