namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>How long a reconciliation that failed waits, in cluster time.</summary>
internal static class RetryDelays
{
    private const int PromptConflicts = 10;
    private const int Driving = 12;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>What follows a failure; null to try again at once.</summary>
    /// <param name="attempt">How often it has failed in a row.</param>
    /// <param name="isConflict">Whether somebody else was faster, which the next try knows.</param>
    public static Reconciliation? After(int attempt, bool isConflict)
    {
        if (isConflict && attempt <= PromptConflicts)
        {
            return null;
        }

        var wait = First * Math.Pow(2, Math.Min(attempt - 1, 16));
        wait = wait < Longest ? wait : Longest;

        // What never succeeds must not make the cluster's time race.
        return attempt <= Driving ? Reconciliation.After(wait) : Reconciliation.WhenDue(wait);
    }
}
