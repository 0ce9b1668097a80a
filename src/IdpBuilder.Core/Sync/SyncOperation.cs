using IdpBuilder.Health;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>
/// Argo CD's sync: a state machine whose whole state is the list of results. Each step looks at the cluster, does what can be
/// done now, and says what it waits for.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="assess">How healthy an object is; null for kinds without a rule.</param>
public sealed class SyncOperation(ISyncCluster cluster, Func<Manifest, HealthVerdict?> assess)
{
    /// <summary>Does the next step.</summary>
    /// <param name="request">The request, with the live objects of this moment.</param>
    /// <param name="earlier">The results of the step before; empty for the first one.</param>
    /// <param name="stop">Ends the step; what was done is done.</param>
    public Task<SyncOutcome> StepAsync(SyncRequest request, IReadOnlyList<SyncResult> earlier, CancellationToken stop) =>
        Begin(request, earlier, stop).RunAsync();

    /// <summary>Ends the operation early: running hooks are deleted, everything else stays as it is.</summary>
    /// <inheritdoc cref="StepAsync"/>
    public Task<SyncOutcome> TerminateAsync(SyncRequest request, IReadOnlyList<SyncResult> earlier, CancellationToken stop) =>
        Begin(request, earlier, stop).TerminateAsync();

    private SyncStep Begin(SyncRequest request, IReadOnlyList<SyncResult> earlier, CancellationToken stop) =>
        new(request, cluster, new TaskHealth(assess), new SyncJournal(earlier), stop);
}
