using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>What came out of comparing an Application's targets with the cluster.</summary>
internal sealed record ComparedState
{
    /// <summary>The sources, rendered; empty when that failed.</summary>
    public IReadOnlyList<RenderedSource> Sources { get; init; } = [];

    /// <summary>The targets with the live objects.</summary>
    public ResourceMatching Matching { get; init; } = new([], []);

    /// <summary>Every target, hooks of all kinds included.</summary>
    public IReadOnlyList<Manifest> Targets { get; init; } = [];

    /// <summary>One status for each of the matched resources.</summary>
    public IReadOnlyList<ResourceSyncStatus> Resources { get; init; } = [];

    /// <summary><c>Synced</c>, <c>OutOfSync</c> or <c>Unknown</c>.</summary>
    public string SyncStatus { get; init; } = "Unknown";

    /// <summary>The health of the whole and of each of the matched resources.</summary>
    public AppHealth Health { get; init; } = new(new HealthVerdict(HealthStatus.Healthy), []);

    /// <summary>What was noticed.</summary>
    public IReadOnlyList<ApplicationCondition> Conditions { get; init; } = [];

    /// <summary>The revisions of the sources.</summary>
    public IReadOnlyList<string> Revisions => [.. Sources.Select(source => source.Revision)];

    /// <summary>Whether hooks run when the Application is deleted.</summary>
    public bool HasDeletionHooks(HookKind kind) => Targets.Any(target => Hook.IsDeletionHook(target, kind));
}
