using IdpBuilder.Health;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>How far the hooks of a deletion are; source: argo-cd controller/hook.go.</summary>
/// <param name="Missing">Those that are to be created.</param>
/// <param name="Failed">Those that failed, for which the deletion stands still; they are deleted, so that the next attempt runs them anew.</param>
/// <param name="Running">Those that have not ended.</param>
public sealed record DeletionHookStep(IReadOnlyList<Manifest> Missing, IReadOnlyList<Manifest> Failed, IReadOnlyList<Manifest> Running)
{
    /// <summary>Whether the deletion can go on. What a kind without health does is done when it exists.</summary>
    public bool IsDone => Missing.Count == 0 && Failed.Count == 0 && Running.Count == 0;

    /// <summary>Compares the hooks that are wanted with those that are there.</summary>
    public static DeletionHookStep Of(IEnumerable<Manifest> wanted, IReadOnlyList<Manifest> live)
    {
        var existing = live.Select(manifest => manifest.Key).ToHashSet();
        return new DeletionHookStep(
            [.. wanted.Where(target => !existing.Contains(target.Key))],
            [.. live.Where(manifest => StatusOf(manifest) == HealthStatus.Degraded)],
            [.. live.Where(manifest => StatusOf(manifest) == HealthStatus.Progressing)]);
    }

    /// <summary>The hooks of one kind that go when the deletion is through, by their delete policies and by how the worst of them ended.</summary>
    public static IReadOnlyList<Manifest> Going(IReadOnlyList<Manifest> live)
    {
        var worst = live.Select(StatusOf).Append(HealthStatus.Healthy).Max();
        return
        [
            .. live.Where(manifest => Hook.DeletePoliciesOf(manifest).Any(policy =>
                (policy == HookDeletePolicy.HookFailed && worst == HealthStatus.Degraded)
                || (policy == HookDeletePolicy.HookSucceeded && worst == HealthStatus.Healthy))),
        ];
    }

    /// <summary>What is said of hooks that failed.</summary>
    public static string Describe(HookKind kind, IEnumerable<Manifest> failed) =>
        $"{kind} hook(s) failed: {string.Join(", ", failed.Select(manifest => $"{manifest.Namespace}/{manifest.Name}"))}";

    private static HealthStatus StatusOf(Manifest hook) => ResourceHealthTable.Assess(hook)?.Status ?? HealthStatus.Healthy;
}
