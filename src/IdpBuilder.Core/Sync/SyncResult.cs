using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>
/// The result of one task so far: one entry of <c>status.operationState.syncResult.resources</c>. The list of them is
/// all the state an operation keeps between two steps, so another controller can go on with it.
/// </summary>
/// <param name="Key">The object; objects without a namespace carry the Application's, even cluster-scoped ones.</param>
/// <param name="Version">The API version of its type.</param>
/// <param name="Phase">The phase in which it is applied.</param>
/// <param name="Code">What became of it; null while nothing has.</param>
/// <param name="State">How far it has come; null while it waits for its turn.</param>
/// <param name="Message">What the API server, or its health, said last.</param>
/// <param name="IsHook">Whether it is a hook.</param>
/// <param name="Images">The container images it names.</param>
public sealed record SyncResult(
    ResourceKey Key,
    string Version,
    SyncPhase Phase,
    SyncResultCode? Code,
    OperationPhase? State,
    string Message,
    bool IsHook,
    IReadOnlyList<string> Images)
{
    /// <summary>When it was begun; null where that is not recorded: Argo CD does not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before, and where that is not recorded.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
