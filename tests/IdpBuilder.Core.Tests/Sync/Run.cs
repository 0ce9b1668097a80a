using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

/// <summary>An operation under test: each step is given what the test says is live by then.</summary>
internal sealed class Run(RecordingCluster cluster, Func<Manifest, HealthVerdict?>? health = null)
{
    private readonly SyncOperation _operation = new(cluster, health ?? Objects.Health());

    public IReadOnlyList<SyncResult> Results { get; set; } = [];

    public async Task<SyncOutcome> StepAsync(SyncRequest request) =>
        Keep(await _operation.StepAsync(request, Results, TestContext.Current.CancellationToken));

    public async Task<SyncOutcome> TerminateAsync(SyncRequest request) =>
        Keep(await _operation.TerminateAsync(request, Results, TestContext.Current.CancellationToken));

    public SyncResult ResultOf(string name) => Results.Single(result => result.Key.Name == name);

    private SyncOutcome Keep(SyncOutcome outcome)
    {
        Results = outcome.Results;
        return outcome;
    }
}
