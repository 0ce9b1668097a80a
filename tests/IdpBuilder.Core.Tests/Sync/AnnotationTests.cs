using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class AnnotationTests
{
    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("1", null, 1)]
    [InlineData("-5", null, -5)]
    [InlineData("+3", null, 3)]
    [InlineData(null, "7", 7)]
    [InlineData("2", "7", 2)]
    [InlineData("two", "7", 7)]
    [InlineData("1.5", null, 0)]
    [InlineData(" 1", null, 0)]
    [InlineData("", null, 0)]
    [InlineData("99999999999999999999", null, 0)]
    public void The_wave_is_a_whole_number_or_helms_weight(string? wave, string? weight, int expected)
    {
        var pod = Objects.Pod();
        pod = wave is null ? pod : pod.With(ArgoAnnotations.SyncWave, wave);
        pod = weight is null ? pod : pod.With(ArgoAnnotations.HelmHookWeight, weight);

        Assert.Equal(expected, SyncWave.Of(pod));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(",, ,", "")]
    [InlineData("a", "a")]
    [InlineData(" a , b,a ,, c", "a|b|c")]
    public void Lists_are_trimmed_and_lose_repetitions(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', AnnotationOptions.Values(Objects.Pod().With("list", text), "list")));

    [Theory]
    [InlineData("Prune=false", "false")]
    [InlineData("Replace=true, Prune=confirm", "confirm")]
    [InlineData("PruneLast=true", null)]
    [InlineData("Prune=", "")]
    [InlineData("prune=false", null)]
    public void An_option_has_the_value_of_its_first_mention(string text, string? expected) =>
        Assert.Equal(expected, AnnotationOptions.ValueOf(Objects.Pod().With("list", text), "list", "Prune"));

    [Theory]
    [InlineData("PrunePropagationPolicy=background", DeletionPropagation.Background)]
    [InlineData("PrunePropagationPolicy=foreground", DeletionPropagation.Foreground)]
    [InlineData("PrunePropagationPolicy=orphan", DeletionPropagation.Orphan)]
    [InlineData("PrunePropagationPolicy=other", DeletionPropagation.Foreground)]
    [InlineData("", DeletionPropagation.Foreground)]
    public void Dependents_of_pruned_objects_go_first_by_default(string option, DeletionPropagation expected) =>
        Assert.Equal(expected, SyncOptions.Parse([option]).Propagation);

    [Fact]
    public void Options_of_an_application_are_read()
    {
        var options = SyncOptions.Parse(
            ["CreateNamespace=true", "PruneLast=true", "Validate=false", "ApplyOutOfSyncOnly=true", "Replace=true",
             "ServerSideApply=true", "SkipDryRunOnMissingResource=true", "RespectIgnoreDifferences=true",
             "FailOnSharedResource=true", "Prune=confirm", "ClientSideApplyMigration=false"]);

        Assert.Equal(
            new SyncOptions
            {
                CreateNamespace = true,
                PruneLast = true,
                Validate = false,
                ApplyOutOfSyncOnly = true,
                Replace = true,
                ServerSideApply = true,
                SkipDryRunOnMissingResource = true,
                RespectIgnoreDifferences = true,
                FailOnSharedResource = true,
                DefaultPrune = "confirm",
                MigrationManager = string.Empty,
            },
            options);
    }

    [Theory]
    [InlineData("ServerSideApply=true", false, false, true)]
    [InlineData("ServerSideApply=true", true, false, false)]
    [InlineData("ServerSideApply=true", false, true, false)]
    [InlineData("ServerSideApply=true", true, true, false)]
    [InlineData("ServerSideApply=false", false, false, false)]
    public void The_server_never_merges_in_a_dry_run(string annotation, bool dryOperation, bool dryRun, bool expected) =>
        Assert.Equal(expected, ResourceSyncOptions.IsServerSide(
            Objects.Pod().With(ArgoAnnotations.SyncOptions, annotation), new SyncOptions { DryRun = dryOperation }, dryRun));
}
