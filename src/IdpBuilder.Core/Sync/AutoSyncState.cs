namespace IdpBuilder.Sync;

/// <summary>What an automated sync is decided on.</summary>
public sealed record AutoSyncState
{
    /// <summary>Whether the Application asks for automated syncs.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether they prune.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether changes in the cluster are undone.</summary>
    public bool SelfHeal { get; init; }

    /// <summary>Whether pruning may leave nothing.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Whether an operation is requested or under way, or the Application is being deleted.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Whether the Application is OutOfSync.</summary>
    public bool IsOutOfSync { get; init; }

    /// <summary>The objects of the last comparison.</summary>
    public IReadOnlyList<AutoSyncResource> Resources { get; init; } = [];

    /// <summary>The revisions that are wanted.</summary>
    public IReadOnlyList<string> Revisions { get; init; } = [];

    /// <summary>The revisions of the last operation, if it was for the sources that are wanted now; null otherwise.</summary>
    public IReadOnlyList<string>? AttemptedRevisions { get; init; }

    /// <summary>How the last operation ended.</summary>
    public OperationPhase AttemptedPhase { get; init; }

    /// <summary>What the last operation said.</summary>
    public string AttemptedMessage { get; init; } = string.Empty;

    /// <summary>How often the last operation's revision has been healed.</summary>
    public int SelfHealAttempts { get; init; }

    /// <summary>How long ago the last operation ended; null when that is not known.</summary>
    public TimeSpan? SinceAttempt { get; init; }
}
