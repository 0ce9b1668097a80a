using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncValidityTests
{
    private readonly RecordingCluster _cluster = new();

    [Theory]
    [InlineData("unknown crd", false, false, false, false, true, false)]
    [InlineData("crd present in same sync", false, false, false, true, false, true)]
    [InlineData("crd is already present in cluster", false, false, true, false, true, true)]
    [InlineData("crd is already present in cluster, skip dry run annotated", true, false, true, false, true, true)]
    [InlineData("unknown crd, skip dry run annotated", true, false, false, false, false, true)]
    [InlineData("unknown crd, skip dry run annotated on app level", false, true, false, false, false, true)]
    public async Task A_type_that_is_not_served_yet(
        string why, bool annotated, bool application, bool served, bool defined, bool rehearsed, bool valid)
    {
        var custom = Objects.Make("test.io/v1", "TestCrd", "my-resource");
        custom = annotated ? custom.With(ArgoAnnotations.SyncOptions, "SkipDryRunOnMissingResource=true") : custom;
        if (!served)
        {
            _cluster.Unknown.Add(custom.GroupVersionKind);
        }

        var resources = new List<ReconciledResource> { Objects.Wanted(custom) };
        if (defined)
        {
            resources.Add(Objects.Wanted(Objects.Definition()));
        }

        var outcome = await new Run(_cluster).StepAsync(
            Objects.Request(resources, options: new SyncOptions { SkipDryRunOnMissingResource = application }));

        Assert.True(valid == (outcome.Phase != OperationPhase.Failed), why);
        Assert.Equal(rehearsed && valid, _cluster.DryRuns.Any(write => write.Target.Kind == "TestCrd"));
    }

    [Fact]
    public async Task A_missing_type_is_named_by_the_servers_words()
    {
        _cluster.Unknown.Add(Objects.Pod().GroupVersionKind);
        var outcome = await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(Objects.Pod())]));

        Assert.Equal(
            "one or more synchronization tasks are not valid: the server could not find the requested resource", outcome.Message);
    }

    [Fact]
    public async Task Discovery_is_asked_once_for_each_type_even_when_it_fails()
    {
        _cluster.DiscoveryFailure = "discovery failed";
        var outcome = await new Run(_cluster).StepAsync(
            Objects.Request([Objects.Wanted(Objects.Service("one")), Objects.Wanted(Objects.Service("two"))]));

        Assert.Equal(
            (OperationPhase.Failed, "one or more synchronization tasks are not valid: discovery failed"), (outcome.Phase, outcome.Message));
        Assert.Equal(1, _cluster.Discoveries);
    }

    [Fact]
    public async Task What_the_project_forbids_is_refused()
    {
        var run = new Run(_cluster);
        var outcome = await run.StepAsync(
            Objects.Request([Objects.Wanted(Objects.Pod()), Objects.Wanted(Objects.Service())]) with
            {
                Forbids = (manifest, _) => $"{manifest.Kind} is not permitted in project",
            });

        Assert.Equal(
            "one or more synchronization tasks are not valid: Pod is not permitted in project; Service is not permitted in project",
            outcome.Message);
        Assert.All(run.Results, result => Assert.Equal((SyncResultCode.SyncFailed, null), (result.Code, result.State)));
        Assert.Empty(_cluster.DryRuns);
    }

    [Fact]
    public async Task A_definition_is_applied_before_its_objects_and_awaited()
    {
        var custom = Objects.Make("test.io/v1", "TestCrd", "my-resource");
        _cluster.Unknown.Add(custom.GroupVersionKind);

        await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(custom), Objects.Wanted(Objects.Definition())]));

        Assert.Equal(["CustomResourceDefinition", "TestCrd"], _cluster.Writes.Select(write => write.Target.Kind));
        Assert.Equal(["testcrds.test.io"], _cluster.Established);
    }

    [Theory]
    [InlineData(null, null, true, SyncVerb.Apply, false)]
    [InlineData("Replace=true", null, true, SyncVerb.Replace, false)]
    [InlineData(null, "Replace=true", true, SyncVerb.Replace, false)]
    [InlineData("Replace=true", null, false, SyncVerb.Create, false)]
    [InlineData("Force=true", null, true, SyncVerb.Apply, true)]
    [InlineData("Force=true,Replace=true", null, true, SyncVerb.Replace, true)]
    [InlineData(null, "Force=true,Replace=true", true, SyncVerb.Replace, true)]
    public async Task Options_of_target_or_live_object_choose_how_it_is_written(
        string? target, string? live, bool exists, SyncVerb verb, bool force)
    {
        await new Run(_cluster).StepAsync(Objects.Request(
            [Objects.Wanted(Optioned(Objects.Pod(), target), exists ? Optioned(Objects.Pod(), live) : null)]));

        Assert.Equal((verb, force), (_cluster.Writes.Single().Verb, _cluster.Writes.Single().Force));
    }

    [Theory]
    [InlineData("Pod", null, SyncVerb.Apply, false)]
    [InlineData("Pod", "ServerSideApply=true", SyncVerb.Apply, true)]
    [InlineData("Pod", "ServerSideApply=false", SyncVerb.Apply, false)]
    [InlineData("Pod", "Replace=true,ServerSideApply=true", SyncVerb.Replace, false)]
    [InlineData("Namespace", "Replace=true,ServerSideApply=true", SyncVerb.Update, false)]
    public async Task Replacing_takes_precedence_over_merging_on_the_server(string kind, string? options, SyncVerb verb, bool serverSide)
    {
        var target = Optioned(Objects.Make("v1", kind, "x"), options);
        await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(target, Objects.Make("v1", kind, "x"))]));

        var write = _cluster.Writes.Single();
        Assert.Equal((verb, serverSide), (write.Verb, write.ServerSide));
        Assert.Equal(serverSide ? SyncOptions.DefaultMigrationManager : string.Empty, write.MigrationManager);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Validate=true", true)]
    [InlineData("Validate=false", false)]
    public async Task Validation_can_be_switched_off_for_one_object(string annotation, bool expected)
    {
        await new Run(_cluster).StepAsync(Objects.Request([Objects.Wanted(Optioned(Objects.Pod(), annotation))]));
        Assert.Equal(expected, _cluster.Writes.Single().Validate);
    }

    private static Manifest Optioned(Manifest manifest, string? options) =>
        options is null ? manifest : manifest.With(ArgoAnnotations.SyncOptions, options);
}
