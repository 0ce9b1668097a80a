using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncOperationTests
{
    private readonly RecordingCluster _cluster = new();

    [Fact]
    public async Task One_wave_without_hooks_is_done_when_it_is_applied_even_if_it_degrades()
    {
        var run = new Run(_cluster, Objects.Health(("my-service", HealthStatus.Degraded)));

        var outcome = await run.StepAsync(Objects.Request(
            [Objects.Wanted(Objects.Service()), Objects.Only(Objects.Pod())], options: new SyncOptions { Prune = true }));

        Assert.Equal((OperationPhase.Succeeded, "successfully synced (all tasks run)"), (outcome.Phase, outcome.Message));
        Assert.Equal((SyncResultCode.Pruned, "pruned"), (run.ResultOf("my-pod").Code, run.ResultOf("my-pod").Message));
        Assert.Equal(SyncResultCode.Synced, run.ResultOf("my-service").Code);
        Assert.Equal(OperationPhase.Running, run.ResultOf("my-service").State);
    }

    [Fact]
    public async Task Kinds_are_applied_one_after_the_other()
    {
        await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(Objects.Pod()), Objects.Wanted(Objects.Service())]));

        Assert.Equal(["Service", "Pod"], _cluster.Writes.Select(write => write.Target.Kind));
        Assert.Equal(["Service", "Pod"], _cluster.DryRuns.Select(write => write.Target.Kind));
    }

    [Fact]
    public async Task The_next_wave_waits_for_the_health_of_the_one_before()
    {
        var run = new Run(_cluster, Objects.Health(("my-service", HealthStatus.Healthy)));
        var (first, second) = (Objects.Service(wave: "0"), Objects.Service("new-svc-2", "5"));

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(first), Objects.Wanted(second)]));
        Assert.Equal((OperationPhase.Running, "waiting for healthy state of /Service/my-service"), (outcome.Phase, outcome.Message));
        Assert.Equal(new AppliedWave(SyncPhase.Sync, 0, false), outcome.AppliedWave);
        Assert.Single(run.Results);

        outcome = await run.StepAsync(Objects.Request([Objects.Wanted(first, first), Objects.Wanted(second)]));
        Assert.Equal((OperationPhase.Succeeded, "successfully synced (all tasks run)"), (outcome.Phase, outcome.Message));
        Assert.Equal(new AppliedWave(SyncPhase.Sync, 5, true), outcome.AppliedWave);
        Assert.Equal(2, run.Results.Count);
    }

    [Theory]
    [InlineData(HealthStatus.Progressing)]
    [InlineData(HealthStatus.Suspended)]
    [InlineData(HealthStatus.Unknown)]
    [InlineData(HealthStatus.Missing)]
    public async Task Between_waves_anything_but_healthy_or_degraded_is_waited_for(HealthStatus status)
    {
        var run = new Run(_cluster, Objects.Health(("a", status)));
        var (first, second) = (Objects.Pod("a", "1"), Objects.Pod("b", "2"));

        await run.StepAsync(Objects.Request([Objects.Wanted(first), Objects.Wanted(second)]));
        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(first, first), Objects.Wanted(second)]));

        Assert.Equal((OperationPhase.Running, "waiting for healthy state of /Pod/a"), (outcome.Phase, outcome.Message));
        Assert.Null(outcome.AppliedWave);
    }

    [Fact]
    public async Task A_degraded_object_between_waves_fails_the_operation()
    {
        var run = new Run(_cluster, Objects.Health(("a", HealthStatus.Degraded)));
        var (first, second) = (Objects.Pod("a", "1"), Objects.Pod("b", "2"));

        await run.StepAsync(Objects.Request([Objects.Wanted(first), Objects.Wanted(second)]));
        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(first, first), Objects.Wanted(second)]));

        Assert.Equal(
            (OperationPhase.Failed, "one or more synchronization tasks completed unsuccessfully"), (outcome.Phase, outcome.Message));
        Assert.Single(_cluster.Writes);
    }

    [Theory]
    [InlineData("resource deleted while its wave runs", true, false, false, SyncResultCode.SyncFailed, OperationPhase.Error)]
    [InlineData("resource created while its wave runs", false, true, false, SyncResultCode.Synced, OperationPhase.Running)]
    [InlineData("resource created but not yet seen", false, false, true, SyncResultCode.Synced, OperationPhase.Running)]
    public async Task An_object_that_vanished_is_not_waited_for(
        string why, bool liveBefore, bool liveAfter, bool found, SyncResultCode code, OperationPhase state)
    {
        var run = new Run(_cluster, Objects.Health(("pod-1", HealthStatus.Progressing)));
        var (first, second) = (Objects.Pod("pod-1", "1"), Objects.Pod("pod-2", "2"));
        if (found)
        {
            _cluster.Objects["pod-1"] = first;
        }

        await run.StepAsync(Objects.Request([Objects.Wanted(first, liveBefore ? first : null), Objects.Wanted(second, second)]));
        var outcome = await run.StepAsync(
            Objects.Request([Objects.Wanted(first, liveAfter ? first : null), Objects.Wanted(second, second)]));

        Assert.True(outcome.Phase == OperationPhase.Running, why);
        Assert.Equal((code, state), (run.Results.Single().Code, run.Results.Single().State));
    }

    [Fact]
    public async Task A_failed_write_stops_neither_its_neighbours_nor_the_kinds_that_follow()
    {
        _cluster.WriteFailures["bad"] = "foo";
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(Objects.Request(
            [Objects.Wanted(Objects.Service("bad")), Objects.Wanted(Objects.Service("good")), Objects.Wanted(Objects.Pod())]));

        Assert.Equal(OperationPhase.Running, outcome.Phase);
        Assert.Equal((SyncResultCode.SyncFailed, "foo"), (run.ResultOf("bad").Code, run.ResultOf("bad").Message));
        Assert.Equal(SyncResultCode.Synced, run.ResultOf("good").Code);
        Assert.Equal(SyncResultCode.Synced, run.ResultOf("my-pod").Code);

        outcome = await run.StepAsync(Objects.Request(
            [Objects.Wanted(Objects.Service("bad")), Objects.Wanted(Objects.Service("good"), Objects.Service("good")),
             Objects.Wanted(Objects.Pod(), Objects.Pod())]));

        Assert.Equal(
            (OperationPhase.Failed, "one or more synchronization tasks completed unsuccessfully, reason: foo"),
            (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_lone_failed_write_fails_the_operation_at_once()
    {
        _cluster.WriteFailures["my-service"] = "foo";
        var outcome = await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(Objects.Service())]));

        Assert.Equal((OperationPhase.Failed, "one or more objects failed to apply, reason: foo"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_failed_dry_run_writes_nothing()
    {
        _cluster.DryRunFailures["my-pod"] = "invalid object";
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(Objects.Pod()), Objects.Wanted(Objects.Service())]));

        Assert.Equal((OperationPhase.Failed, "one or more objects failed to apply (dry run)"), (outcome.Phase, outcome.Message));
        Assert.Equal("invalid object", run.Results.Single().Message);
        Assert.Empty(_cluster.Writes);
    }

    [Fact]
    public async Task The_dry_run_happens_once_per_operation()
    {
        var run = new Run(_cluster, Objects.Health(("a", HealthStatus.Healthy)));
        var (first, second) = (Objects.Pod("a", "1"), Objects.Pod("b", "2"));

        await run.StepAsync(Objects.Request([Objects.Wanted(first), Objects.Wanted(second)]));
        await run.StepAsync(Objects.Request([Objects.Wanted(first, first), Objects.Wanted(second)]));

        Assert.Equal(2, _cluster.DryRuns.Count);
        Assert.Equal(["a", "b"], _cluster.Writes.Select(write => write.Target.Name));
    }

    [Fact]
    public async Task An_operation_that_is_a_dry_run_reports_and_writes_nothing()
    {
        var run = new Run(_cluster);
        var outcome = await run.StepAsync(Objects.Request(
            [Objects.Wanted(Objects.Pod()), Objects.Only(Objects.Service())],
            options: new SyncOptions { DryRun = true, Prune = true }));

        Assert.Equal(OperationPhase.Succeeded, outcome.Phase);
        Assert.Equal((SyncResultCode.Synced, OperationPhase.Succeeded), (run.ResultOf("my-pod").Code, run.ResultOf("my-pod").State));
        Assert.Equal("pruned (dry run)", run.ResultOf("my-service").Message);
        Assert.Empty(_cluster.Writes);
        Assert.Empty(_cluster.Deleted);
    }

    [Fact]
    public async Task An_empty_application_syncs_at_once()
    {
        var outcome = await new Run(_cluster).StepAsync(Objects.Request([]));
        Assert.Equal((OperationPhase.Succeeded, "successfully synced (no more tasks)"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task Only_objects_that_differ_are_applied_when_the_application_says_so()
    {
        var (created, pruned, same) = (Objects.Pod("pod-1"), Objects.Pod("pod-2"), Objects.Pod("pod-3"));
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(Objects.Request(
            [Objects.Wanted(created), Objects.Only(pruned), Objects.Wanted(same, same, modified: false)],
            options: new SyncOptions { ApplyOutOfSyncOnly = true }));

        Assert.Equal(OperationPhase.Succeeded, outcome.Phase);
        Assert.Equal(SyncResultCode.Synced, run.ResultOf("pod-1").Code);
        Assert.Equal(SyncResultCode.PruneSkipped, run.ResultOf("pod-2").Code);
        Assert.DoesNotContain(run.Results, result => result.Key.Name == "pod-3");
    }

    [Fact]
    public async Task A_selective_sync_touches_only_what_it_names()
    {
        var run = new Run(_cluster);
        await run.StepAsync(
            Objects.Request([Objects.Wanted(Objects.Pod("pod-1")), Objects.Wanted(Objects.Pod("pod-2"))]) with
            {
                Filter = resource => resource.Key.Name == "pod-1",
            });

        Assert.Equal("pod-1", run.Results.Single().Key.Name);
    }

    [Fact]
    public async Task Objects_get_the_destination_namespace_without_their_manifest_being_changed()
    {
        var pod = Objects.Pod(inNamespace: string.Empty);
        await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(pod)]));

        Assert.Equal(Objects.Namespace, _cluster.Writes.Single().Target.Namespace);
        Assert.Empty(pod.Namespace);
    }

    [Fact]
    public async Task Results_name_the_images_of_a_workload()
    {
        var pod = Objects.Pod();
        pod.Json["spec"] = System.Text.Json.Nodes.JsonNode.Parse("""{"containers":[{"image":"a:1"},{"image":"b:2"}]}""");
        var run = new Run(_cluster);
        await run.StepAsync(Objects.Request([Objects.Wanted(pod)]));

        Assert.Equal(["a:1", "b:2"], run.Results.Single().Images);
    }
}
