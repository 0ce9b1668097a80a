using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Whether a sync starts by itself.</summary>
/// <param name="Start">Whether it does.</param>
/// <param name="Error">Why it does not although it should; empty otherwise.</param>
/// <param name="Resources">The objects to heal; empty for a full sync, which alone runs hooks.</param>
/// <param name="SelfHealAttempts">How often the revision has been healed, this time included.</param>
/// <param name="After">When to decide again; null for not before something changes.</param>
public sealed record AutoSyncDecision(
    bool Start, string Error, IReadOnlyList<ResourceKey> Resources, int SelfHealAttempts, TimeSpan? After)
{
    private static readonly AutoSyncDecision Nothing = new(false, string.Empty, [], 0, null);

    /// <summary>Decides as Argo CD does after every refresh.</summary>
    public static AutoSyncDecision For(AutoSyncState state)
    {
        if (!state.Enabled || state.IsBusy || !state.IsOutOfSync || (!state.Prune && HasOnlyPrunings(state)))
        {
            return Nothing;
        }

        var decision = new AutoSyncDecision(true, string.Empty, [], 0, null);
        if (state.AttemptedRevisions is { } attempted && attempted.SequenceEqual(state.Revisions, StringComparer.Ordinal))
        {
            decision = Again(state, attempted);
        }

        var wipesOut = state is { Prune: true, AllowEmpty: false } && state.Resources.All(resource => resource.RequiresPruning);
        return decision.Start && wipesOut
            ? Refuse($"Skipping sync attempt to {Text(state.Revisions)}: auto-sync will wipe out all resources")
            : decision;
    }

    private static bool HasOnlyPrunings(AutoSyncState state) =>
        state.Resources.All(resource => resource.IsSynced || resource.RequiresPruning);

    private static AutoSyncDecision Again(AutoSyncState state, IReadOnlyList<string> attempted)
    {
        if (state.AttemptedPhase != OperationPhase.Succeeded)
        {
            return Refuse($"Failed last sync attempt to {Text(attempted)}: {state.AttemptedMessage}");
        }

        if (!state.SelfHeal)
        {
            return Nothing;
        }

        var wait = HealingDelay(state.SelfHealAttempts) - (state.SinceAttempt ?? TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
        {
            return Nothing with { After = wait };
        }

        var keys = state.Resources.Where(resource => !resource.IsSynced).Select(resource => resource.Key).ToArray();
        return new AutoSyncDecision(true, string.Empty, keys, state.SelfHealAttempts + 1, null);
    }

    /// <summary>Two seconds after the first healing, three times as long after each further one, five minutes at most.</summary>
    private static TimeSpan HealingDelay(int attempts) =>
        attempts == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(2 * Math.Pow(3, attempts - 1), 300));

    private static AutoSyncDecision Refuse(string error) => Nothing with { Error = error };

    private static string Text(IReadOnlyList<string> revisions) => $"[{string.Join(' ', revisions)}]";
}
