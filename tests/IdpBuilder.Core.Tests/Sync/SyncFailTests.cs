using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncFailTests
{
    private readonly RecordingCluster _cluster = new();
    private readonly Manifest _pod = Objects.Pod();
    private readonly Manifest _hook = Objects.HookPod("hook-1", "Sync");
    private readonly Manifest _remedy = Objects.HookPod("sync-fail-hook", "SyncFail", "HookSucceeded");

    [Fact]
    public async Task A_successful_sync_does_not_run_them()
    {
        var run = new Run(_cluster, Objects.Health(("my-pod", HealthStatus.Healthy), ("hook-1", HealthStatus.Healthy)));

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(_pod)], [_hook, _remedy]));
        Assert.Equal(
            (OperationPhase.Running, "waiting for completion of hook /Pod/hook-1 and 1 more resources"),
            (outcome.Phase, outcome.Message));

        outcome = await run.StepAsync(Objects.Request([Objects.Wanted(_pod, _pod), Objects.Only(_hook)], [_hook, _remedy]));
        Assert.Equal((OperationPhase.Succeeded, "successfully synced (no more tasks)"), (outcome.Phase, outcome.Message));
        Assert.Equal(2, run.Results.Count);
    }

    [Fact]
    public async Task A_failed_hook_runs_them_and_the_sync_fails_when_they_are_done()
    {
        var run = new Run(_cluster, Objects.Health(
            ("my-pod", HealthStatus.Healthy), ("hook-1", HealthStatus.Degraded), ("sync-fail-hook", HealthStatus.Healthy)));
        await run.StepAsync(Objects.Request([Objects.Wanted(_pod)], [_hook, _remedy]));

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(_pod, _pod), Objects.Only(_hook)], [_hook, _remedy]));
        Assert.Equal((OperationPhase.Running, "waiting for completion of hook /Pod/sync-fail-hook"), (outcome.Phase, outcome.Message));

        outcome = await run.StepAsync(Objects.Request(
            [Objects.Wanted(_pod, _pod), Objects.Only(_hook), Objects.Only(_remedy)], [_hook, _remedy]));
        Assert.Equal(
            (OperationPhase.Failed, "one or more synchronization tasks completed unsuccessfully"), (outcome.Phase, outcome.Message));
        Assert.Equal(3, run.Results.Count);
    }

    [Fact]
    public async Task One_that_cannot_be_applied_does_not_keep_the_others_from_running()
    {
        _cluster.WriteFailures["my-pod"] = "fake pod failure";
        _cluster.WriteFailures["bad"] = "fake hook failure";
        Manifest[] hooks = [Objects.HookPod("good", "SyncFail"), Objects.HookPod("bad", "SyncFail")];
        var run = new Run(_cluster, Objects.Health(("good", HealthStatus.Healthy)));

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(_pod)], hooks));
        Assert.Equal(
            (OperationPhase.Running, "waiting for completion of hook /Pod/bad and 1 more hooks"), (outcome.Phase, outcome.Message));
        Assert.Equal((SyncResultCode.SyncFailed, OperationPhase.Failed), (run.ResultOf("bad").Code, run.ResultOf("bad").State));
        Assert.Equal((SyncResultCode.Synced, OperationPhase.Running), (run.ResultOf("good").Code, run.ResultOf("good").State));

        outcome = await run.StepAsync(Objects.Request([Objects.Wanted(_pod), Objects.Only(hooks[0])], hooks));
        Assert.Equal(OperationPhase.Failed, outcome.Phase);
        Assert.Equal(
            "one or more synchronization tasks completed unsuccessfully, reason: fake pod failure\n"
            + "one or more SyncFail hooks failed, reason: fake hook failure",
            outcome.Message);
    }

    [Fact]
    public async Task Hooks_that_run_beside_a_failed_write_are_waited_for()
    {
        _cluster.WriteFailures["my-pod"] = "no";
        var run = new Run(_cluster, Objects.Health(("hook-1", HealthStatus.Progressing), ("sync-fail-hook", HealthStatus.Healthy)));

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(_pod)], [_hook, _remedy]));

        Assert.Equal(
            (OperationPhase.Running, "waiting for completion of hook /Pod/hook-1 and 1 more hooks"), (outcome.Phase, outcome.Message));
        Assert.Contains(_cluster.Writes, write => write.Target.Name == "sync-fail-hook");
    }

    [Theory]
    [InlineData("dry run")]
    [InlineData("missing type")]
    [InlineData("namespace")]
    public async Task What_fails_before_anything_was_applied_does_not_run_them(string failure)
    {
        var options = new SyncOptions();
        switch (failure)
        {
            case "dry run":
                _cluster.DryRunFailures["my-pod"] = "no";
                break;
            case "missing type":
                _cluster.Unknown.Add(Objects.Service().GroupVersionKind);
                break;
            default:
                _cluster.WriteFailures[Objects.Namespace] = "no";
                options = options with { CreateNamespace = true };
                break;
        }

        var outcome = await new Run(_cluster).StepAsync(
            Objects.Request([Objects.Wanted(_pod), Objects.Wanted(Objects.Service())], [_remedy], options));

        Assert.Equal(OperationPhase.Failed, outcome.Phase);
        Assert.DoesNotContain(_cluster.Writes, write => write.Target.Name == "sync-fail-hook");
    }
}
