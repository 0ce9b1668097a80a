namespace IdpBuilder;

/// <summary>A node of a workflow: a step, a task, a group of them, or an attempt at one.</summary>
public sealed record WorkflowNode
{
    /// <summary>Its id, unique inside the workflow.</summary>
    public required string Id { get; init; }

    /// <summary>Its full name, which says where it stands in the workflow.</summary>
    public required string Name { get; init; }

    /// <summary>Its name among its siblings.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it is, such as <c>Pod</c>, <c>Steps</c>, <c>DAG</c>, <c>Retry</c> or <c>Suspend</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The template it runs; empty for groups.</summary>
    public string TemplateName { get; init; } = string.Empty;

    /// <summary>The WorkflowTemplate or ClusterWorkflowTemplate that holds this template; empty when the workflow itself does.</summary>
    public string TemplateRef { get; init; } = string.Empty;

    /// <summary>Where it stands.</summary>
    public WorkflowNodePhase Phase { get; init; }

    /// <summary>What the engine says about its state.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long it took, or has taken until it was read; null before it began.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The nodes inside it, in the order in which they came to run.</summary>
    public IReadOnlyList<WorkflowNode> Children { get; init; } = [];

    /// <summary>Its input parameters.</summary>
    public IReadOnlyList<WorkflowParameter> Inputs { get; init; } = [];

    /// <summary>Its output parameters; what a script printed is the one named <c>result</c>.</summary>
    public IReadOnlyList<WorkflowParameter> Outputs { get; init; } = [];

    /// <summary>The names of its output artifacts.</summary>
    internal IReadOnlyList<string> OutputArtifacts { get; init; } = [];

    /// <summary>The Pod that runs it; empty when it has none.</summary>
    public string PodName { get; init; } = string.Empty;

    /// <summary>The exit code of its main container; null while there is none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it is a lifecycle hook or an exit handler.</summary>
    public bool IsHook { get; init; }

    /// <summary>How many nodes it is inside of: 0 for those without a parent.</summary>
    public int Depth { get; init; }

    /// <summary>Whether nothing about it will change any more.</summary>
    public bool Fulfilled => Phase is not (WorkflowNodePhase.Pending or WorkflowNodePhase.Running);

    /// <summary>Whether it ended badly.</summary>
    public bool HasFailed => Phase is WorkflowNodePhase.Failed or WorkflowNodePhase.Error;

    /// <summary>Whether it goes on only when somebody resumes it, or its own time is up.</summary>
    public bool AwaitsResumption => Type == "Suspend" && Phase == WorkflowNodePhase.Running;

    /// <summary>This node and every node below, parents before children.</summary>
    public IEnumerable<WorkflowNode> SelfAndDescendants() =>
        Children.SelectMany(child => child.SelfAndDescendants()).Prepend(this);

    /// <summary>The same node, and all below, with the depths that they have when it stands at this one.</summary>
    internal WorkflowNode At(int depth) => this with { Depth = depth, Children = [.. Children.Select(child => child.At(depth + 1))] };

    /// <inheritdoc/>
    public override string ToString() => $"{DisplayName} ({Phase})";
}
