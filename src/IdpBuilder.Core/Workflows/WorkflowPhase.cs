namespace IdpBuilder;

/// <summary>Where a workflow stands.</summary>
public enum WorkflowPhase
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It is on its way.</summary>
    Running,

    /// <summary>It has ended well.</summary>
    Succeeded,

    /// <summary>Its work has failed.</summary>
    Failed,

    /// <summary>It could not be carried out as written.</summary>
    Error,
}
