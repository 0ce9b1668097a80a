namespace IdpBuilder;

/// <summary>What can be done with a cluster now.</summary>
public enum ClusterState
{
    /// <summary>It answers.</summary>
    Running,

    /// <summary>It exists but was stopped.</summary>
    Stopped,

    /// <summary>Parts of it are missing or do not answer.</summary>
    Degraded,

    /// <summary>It is being made, or what was to make it has ended before it was done.</summary>
    Incomplete,

    /// <summary>It does not answer, or does not let us in.</summary>
    Unreachable,

    /// <summary>It is gone; the object only tells what it was.</summary>
    Removed,
}
