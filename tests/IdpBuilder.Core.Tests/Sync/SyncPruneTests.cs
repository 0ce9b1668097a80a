using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncPruneTests
{
    private static readonly SyncOptions Pruning = new() { Prune = true };

    private readonly RecordingCluster _cluster = new();

    [Theory]
    [InlineData("1,3,5", "5,3,1")]
    [InlineData("1,1,1", "1,1,1")]
    [InlineData("0,1", "1,0")]
    [InlineData("-2,0,7,9", "9,7,0,-2")]
    [InlineData("4,4,2", "2,2,4")]
    public void The_waves_of_prunings_are_turned_round(string waves, string expected)
    {
        var tasks = Tasks(waves.Split(','));
        PruneWaves.Assign(tasks, Pruning);
        Assert.Equal(expected, string.Join(',', tasks.Select(task => task.Wave)));
    }

    [Theory]
    [InlineData("", "0", "0", 1)]
    [InlineData("2", "1", "7", 8)]
    [InlineData("", "-5", "-3", 1)]
    public void Pruned_last_means_behind_every_wave_of_the_sync_phase(string applied, string first, string second, int expected)
    {
        var tasks = Objects.Tasks(Objects.Request(
            [Objects.Wanted(Objects.Pod("pod-1", applied)), Objects.Only(Objects.Pod("pod-2", first)),
             Objects.Only(Objects.Pod("pod-3", second))],
            options: Pruning with { PruneLast = true }));

        Assert.Equal(expected, tasks[^1].Wave);
        Assert.Equal(expected, tasks[^2].Wave);
    }

    [Fact]
    public void A_live_object_can_ask_for_itself_to_be_pruned_last()
    {
        var last = Objects.Pod("pod-2", "1").With(ArgoAnnotations.SyncOptions, "PruneLast=true");
        var tasks = Objects.Tasks(Objects.Request(
            [Objects.Wanted(Objects.Pod("pod-1", "2")), Objects.Only(last), Objects.Only(Objects.Pod("pod-3", "7"))], options: Pruning));

        Assert.Equal(("pod-2", 8), (tasks[^1].Name, tasks[^1].Wave));
    }

    [Theory]
    [InlineData(null, null, SyncResultCode.Pruned, "pruned")]
    [InlineData("false", null, SyncResultCode.PruneSkipped, "ignored (no prune)")]
    [InlineData(null, "Prune=false", SyncResultCode.PruneSkipped, "ignored (no prune)")]
    [InlineData("true", "Prune=false", SyncResultCode.PruneSkipped, "ignored (no prune)")]
    [InlineData("false", "Prune=true", SyncResultCode.Pruned, "pruned")]
    public async Task The_live_objects_own_option_decides_about_its_pruning(
        string? application, string? resource, SyncResultCode code, string message)
    {
        var pod = resource is null ? Objects.Pod() : Objects.Pod().With(ArgoAnnotations.SyncOptions, resource);
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(
            Objects.Request([Objects.Only(pod)], options: Pruning with { DefaultPrune = application }));

        Assert.Equal(OperationPhase.Succeeded, outcome.Phase);
        Assert.Equal((code, message), (run.Results.Single().Code, run.Results.Single().Message));
    }

    [Fact]
    public async Task Without_pruning_the_object_stays_and_the_result_says_so()
    {
        var run = new Run(_cluster);
        await run.StepAsync(Objects.Request([Objects.Only(Objects.Pod())]));

        Assert.Equal(SyncResultCode.PruneSkipped, run.Results.Single().Code);
        Assert.Equal("ignored (requires pruning)", run.Results.Single().Message);
        Assert.Empty(_cluster.Deleted);
    }

    [Theory]
    [InlineData(null, "Prune=confirm")]
    [InlineData("true", "Prune=confirm")]
    [InlineData("false", "Prune=confirm")]
    [InlineData("confirm", null)]
    public async Task A_pruning_waits_for_its_confirmation(string? application, string? resource)
    {
        var pod = resource is null ? Objects.Pod() : Objects.Pod().With(ArgoAnnotations.SyncOptions, resource);
        var request = Objects.Request([Objects.Only(pod)], options: Pruning with { DefaultPrune = application });
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(request);
        Assert.Equal((OperationPhase.Running, "waiting for pruning confirmation of /Pod/my-pod"), (outcome.Phase, outcome.Message));
        Assert.Empty(run.Results);

        outcome = await run.StepAsync(request with { Options = request.Options with { PruneConfirmed = true } });
        Assert.Equal(OperationPhase.Succeeded, outcome.Phase);
        Assert.Equal("pruned", run.Results.Single().Message);
    }

    [Fact]
    public async Task A_failed_deletion_fails_the_operation()
    {
        _cluster.DeleteFailures["my-pod"] = "wait for error";
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(Objects.Request([Objects.Only(Objects.Pod())], options: Pruning));

        Assert.Equal((OperationPhase.Failed, "one or more objects failed to apply, reason: wait for error"), (outcome.Phase, outcome.Message));
        Assert.Equal(SyncResultCode.SyncFailed, run.Results.Single().Code);
    }

    [Fact]
    public async Task An_object_on_its_way_out_is_not_deleted_again_but_waited_for()
    {
        var run = new Run(_cluster);
        var (pod, leaving) = (Objects.Pod(), Objects.Pod().Deleting());
        await run.StepAsync(Objects.Request([Objects.Only(pod), Objects.Wanted(Objects.Service("s", "5"))], options: Pruning));
        Assert.Equal(["my-pod"], _cluster.Deleted);

        var outcome = await run.StepAsync(
            Objects.Request([Objects.Only(leaving), Objects.Wanted(Objects.Service("s", "5"))], options: Pruning));

        Assert.Equal((OperationPhase.Running, "waiting for deletion of /Pod/my-pod"), (outcome.Phase, outcome.Message));
        Assert.Equal(["my-pod"], _cluster.Deleted);
    }

    private static SyncTask[] Tasks(string[] waves) =>
        [.. waves.Select((wave, index) => new SyncTask(SyncPhase.Sync, null, Objects.Pod($"p{index}", wave)))];
}
