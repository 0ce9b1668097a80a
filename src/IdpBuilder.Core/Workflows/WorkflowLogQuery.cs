namespace IdpBuilder.Workflows;

/// <summary>Which lines of a workflow's logs are meant; what is left out does not narrow.</summary>
public sealed record WorkflowLogQuery
{
    /// <summary>Whether a node is meant, by its display name.</summary>
    public Func<string, bool> Node { get; init; } = _ => true;

    /// <summary>Whether a container is meant, by its name; null for those that do the work of the node.</summary>
    public Func<string, bool>? Container { get; init; }

    /// <summary>Only so many last lines of each container; null for all.</summary>
    public int? TailLines { get; init; }

    /// <summary>The runs of containers before their last restarts are meant.</summary>
    public bool Previous { get; init; }
}
