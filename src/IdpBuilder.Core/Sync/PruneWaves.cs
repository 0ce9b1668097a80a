namespace IdpBuilder.Sync;

/// <summary>Turns the waves of prunings round, so that what was created last goes first.</summary>
public static class PruneWaves
{
    /// <summary>
    /// Swaps the waves of prunings symmetrically, lowest with highest; then moves those that are pruned last behind every
    /// task of the Sync phase.
    /// </summary>
    public static void Assign(IReadOnlyList<SyncTask> tasks, SyncOptions options)
    {
        var prunings = tasks.Where(task => task.IsPrune).ToArray();
        if (prunings.Length == 0)
        {
            return;
        }

        var waves = prunings.Select(task => task.Wave).Distinct().Order().ToArray();
        var swapped = new Dictionary<int, int>(waves.Length);
        for (var index = 0; index < waves.Length; index++)
        {
            swapped[waves[index]] = waves[waves.Length - 1 - index];
        }

        foreach (var task in prunings)
        {
            task.Wave = swapped[task.Wave];
        }

        var last = tasks.Where(task => task.Phase == SyncPhase.Sync).Select(task => task.Wave).Append(0).Max() + 1;
        foreach (var task in prunings)
        {
            if (ResourceSyncOptions.IsPrunedLast(task.Live, options))
            {
                task.Wave = last;
            }
        }
    }
}
