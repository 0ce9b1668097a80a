namespace IdpBuilder;

/// <summary>Whether a machine has what a cluster needs of one kind.</summary>
public enum PrerequisiteStatus
{
    /// <summary>It has.</summary>
    Passed,

    /// <summary>It has enough to begin with, and may not have enough later.</summary>
    Warning,

    /// <summary>It has not: making the cluster would fail.</summary>
    Failed,

    /// <summary>It cannot be seen from here.</summary>
    Unknown,
}
