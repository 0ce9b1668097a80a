namespace IdpBuilder;

/// <summary>Where a node of a workflow stands.</summary>
public enum WorkflowNodePhase
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It is on its way.</summary>
    Running,

    /// <summary>It has ended well.</summary>
    Succeeded,

    /// <summary>Its condition said that it is not needed.</summary>
    Skipped,

    /// <summary>Its work has failed.</summary>
    Failed,

    /// <summary>It could not be carried out as written.</summary>
    Error,

    /// <summary>What it depends on came out otherwise.</summary>
    Omitted,
}
