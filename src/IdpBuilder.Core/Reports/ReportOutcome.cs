namespace IdpBuilder;

/// <summary>How what a span tells of came out.</summary>
public enum ReportOutcome
{
    /// <summary>Well.</summary>
    Succeeded,

    /// <summary>It was not needed.</summary>
    Skipped,

    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>Badly.</summary>
    Failed,
}
