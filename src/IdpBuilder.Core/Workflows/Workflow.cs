using IdpBuilder.Workflows;

namespace IdpBuilder;

/// <summary>A run of imperative work, whatever engine runs it: an Argo Workflow, a PipelineRun or TaskRun of Tekton, a Canary of Flagger, a hook's Job or Pod.</summary>
public sealed record Workflow
{
    /// <summary>The name of the object that is the run.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster it was read from.</summary>
    public string Cluster { get; init; } = string.Empty;

    /// <summary>Its kind, such as <c>Workflow</c> or <c>Job</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The engine that runs it, such as <c>Argo Workflows</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The package it belongs to, as <c>Get-IdpPackage</c> names it; empty for none.</summary>
    public string Package { get; init; } = string.Empty;

    /// <summary>The Application that manages it, which Argo CD or an installation without it has marked it with; empty when it bears no mark.</summary>
    public string Application { get; init; } = string.Empty;

    /// <summary>The hooks it is, such as <c>PreSync</c>, comma-separated; empty for an ordinary object.</summary>
    public string Hook { get; init; } = string.Empty;

    /// <summary>The template it was made from: <c>WorkflowTemplate</c>, <c>ClusterWorkflowTemplate</c> or <c>CronWorkflow</c> name; empty for none.</summary>
    public string Template { get; init; } = string.Empty;

    /// <summary>The labels of the object.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it stands.</summary>
    public WorkflowPhase Phase { get; init; }

    /// <summary>How many of its executable nodes are done, as <c>done/all</c>; empty when the engine does not count.</summary>
    public string Progress { get; init; } = string.Empty;

    /// <summary>What the engine says about its state.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>When it began; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long it took, or has taken until it was read; null before it began.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Its nodes as a tree: the nodes without a parent, each with its children.</summary>
    public IReadOnlyList<WorkflowNode> Nodes { get; init => field = [.. value.Select(node => node.At(0))]; } = [];

    /// <summary>The outputs of the whole run.</summary>
    public IReadOnlyList<WorkflowParameter> Outputs { get; init; } = [];

    /// <summary>Whether it waits to be resumed: it was asked to pause, or one of its suspend nodes runs.</summary>
    public bool Suspended { get; init; }

    /// <summary>Why its nodes cannot be read, though it has some; empty when they can.</summary>
    public string NodesUnreadable { get; init; } = string.Empty;

    /// <summary>Whether it has ended, well or not.</summary>
    public bool Completed => Phase is WorkflowPhase.Succeeded or WorkflowPhase.Failed or WorkflowPhase.Error;

    /// <summary>Every node of the tree, parents before children.</summary>
    public IEnumerable<WorkflowNode> AllNodes() => Nodes.SelectMany(node => node.SelfAndDescendants());

    /// <summary>The workflow with its nodes as text, a line for each, drawn as a tree.</summary>
    public string ToTree() => WorkflowTree.Draw(this);

    /// <summary><c>kind namespace/name</c>, for messages.</summary>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
