using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncNamespaceTests
{
    private static readonly SyncOptions Creating = new() { CreateNamespace = true };

    private readonly RecordingCluster _cluster = new();

    [Fact]
    public async Task It_is_created_before_the_dry_run_and_waited_for()
    {
        var cluster = new RecordingCluster { RemembersWrites = true };
        var run = new Run(cluster);
        var request = Objects.Request([Objects.Wanted(Objects.Pod(inNamespace: string.Empty))], options: Creating);

        var outcome = await run.StepAsync(request);

        Assert.Equal(
            (OperationPhase.Running, "waiting for healthy state of /Namespace/fake-argocd-ns"), (outcome.Phase, outcome.Message));
        Assert.Equal(SyncResultCode.Synced, run.Results.Single().Code);
        Assert.Equal(["Namespace"], cluster.Writes.Select(write => write.Target.Kind));
        Assert.Equal(["Pod"], cluster.DryRuns.Select(write => write.Target.Kind));

        outcome = await run.StepAsync(request);
        Assert.Equal(OperationPhase.Succeeded, outcome.Phase);
        Assert.Equal(OperationPhase.Running, run.ResultOf(Objects.Namespace).State);
    }

    [Fact]
    public async Task It_stays_when_the_dry_run_after_it_fails()
    {
        _cluster.DryRunFailures["my-pod"] = "invalid object failing dry-run";
        var run = new Run(_cluster);

        var outcome = await run.StepAsync(Objects.Request([Objects.Wanted(Objects.Pod())], options: Creating));

        Assert.Equal((OperationPhase.Failed, "one or more objects failed to apply (dry run)"), (outcome.Phase, outcome.Message));
        Assert.Equal([SyncResultCode.Synced, SyncResultCode.SyncFailed], run.Results.Select(result => result.Code!.Value));
    }

    [Fact]
    public async Task Its_failure_fails_the_operation()
    {
        _cluster.WriteFailures[Objects.Namespace] = "quota";
        var outcome = await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(Objects.Pod())], options: Creating));

        Assert.Equal((OperationPhase.Failed, "the namespace failed to apply, reason: quota"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_namespace_that_cannot_be_looked_up_fails_the_operation()
    {
        _cluster.GetFailure = "forbidden";
        var outcome = await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(Objects.Pod())], options: Creating));

        Assert.Equal(OperationPhase.Failed, outcome.Phase);
        Assert.Contains("namespace auto creation failed: forbidden", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_created_when_the_manifests_bring_it()
    {
        var own = Objects.Make("v1", "Namespace", Objects.Namespace, string.Empty, ("own", "yes"));
        await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(own)], options: Creating));

        Assert.Equal("yes", _cluster.Writes.Single().Target.Annotation("own"));
    }

    [Fact]
    public async Task Managed_metadata_is_merged_by_the_server_even_into_an_existing_namespace()
    {
        _cluster.Objects[Objects.Namespace] = Objects.Make("v1", "Namespace", Objects.Namespace);
        var metadata = new ManagedNamespaceMetadata(
            new Dictionary<string, string> { ["team"] = "idp" }, new Dictionary<string, string> { ["note"] = "x" });

        await new Run(_cluster).StepAsync(Objects.Request([], options: Creating) with { NamespaceMetadata = metadata });

        var write = _cluster.Writes.Single();
        Assert.True(write.ServerSide);
        Assert.Equal("idp", write.Target.Label("team"));
        Assert.Equal("x", write.Target.Annotation("note"));
    }

    [Fact]
    public async Task An_existing_namespace_is_left_alone()
    {
        _cluster.Objects[Objects.Namespace] = Objects.Make("v1", "Namespace", Objects.Namespace);
        await new Run(_cluster).StepAsync(Objects.Request([], options: Creating));
        Assert.Empty(_cluster.Writes);
    }
}
