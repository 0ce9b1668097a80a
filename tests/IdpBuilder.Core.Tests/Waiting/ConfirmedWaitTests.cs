using IdpBuilder.Manifests;
using IdpBuilder.Waiting;
using static IdpBuilder.Core.Tests.Waiting.Objects;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>What nothing may be left of is not done because nothing was seen of it yet.</summary>
public sealed class ConfirmedWaitTests
{
    private static readonly ResourceSelector Operation = ConfigMaps;
    private static readonly ResourceSelector Work = LabelledConfigMaps;

    private readonly RepeatedLook _api = new();

    [Fact]
    public async Task What_was_made_before_the_end_of_its_maker_and_is_seen_after_it_is_waited_for()
    {
        _api.Then(Operation, Synced, Added("operation", "done")).Then(Work, Synced)
            .Then(Operation, Added("operation", "done"), Synced).Then(Work, Added("work", "running"), Synced, Modified("work", "done"))
            .Then(Operation, Added("operation", "done"), Synced).Then(Work, Added("work", "done"), Synced);

        var outcome = await BeginAsync();

        Assert.True(outcome.Succeeded);
        Assert.Equal("done", outcome.Objects.Find(new ResourceKey("", "ConfigMap", "demo", "work"))?.Json["data"]?["phase"]?.GetValue<string>());
    }

    [Fact]
    public async Task A_failure_needs_no_second_look()
    {
        _api.Then(Operation, Added("operation", "failed"), Synced).Then(Work, Synced);

        Assert.False((await BeginAsync()).Succeeded);
    }

    [Fact]
    public async Task A_failure_that_the_second_look_shows_counts()
    {
        _api.Then(Operation, Added("operation", "done"), Synced).Then(Work, Synced)
            .Then(Operation, Added("operation", "done"), Synced).Then(Work, Added("work", "failed"), Synced);

        Assert.False((await BeginAsync()).Succeeded);
    }

    private Task<WaitOutcome> BeginAsync() => Wait.ConfirmedAsync(
        _api,
        _ => Task.FromResult<IReadOnlyList<ResourceSelector>>([Operation, Work]),
        new NothingLeft(),
        Deadline.After(TimeSpan.FromMinutes(1), TimeProvider.System),
        new ReportedProgress(),
        TestContext.Current.CancellationToken);

    // The operation is done, and all work that is there.
    private sealed class NothingLeft : IWaitCondition
    {
        private readonly PhaseCondition _operation = new("operation");
        private readonly PhaseCondition _work = new("work");

        public string Description => "operation and work";

        public WaitVerdict Evaluate(ObservedObjects objects)
        {
            var operation = _operation.Evaluate(objects);
            return operation.State != WaitState.Satisfied || objects.Find(new ResourceKey("", "ConfigMap", "demo", "work")) is null ? operation : _work.Evaluate(objects);
        }
    }
}
