using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>A workflow as users give it: its name, or the object a cmdlet returned.</summary>
public sealed class WorkflowReference
{
    /// <summary>Names a workflow; wildcards are allowed.</summary>
    public WorkflowReference(string name) => Name = name;

    /// <summary>Takes a workflow.</summary>
    public WorkflowReference(Workflow workflow)
    {
        Name = workflow.Name;
        Workflow = workflow;
    }

    /// <summary>Takes either from what a pipeline carries.</summary>
    public WorkflowReference(PSObject value)
    {
        Workflow = value.BaseObject as Workflow;
        Name = Workflow?.Name ?? value.BaseObject as string ?? throw CommandFailures.NotAWorkflow(value.BaseObject);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The object, if one was given.</summary>
    public Workflow? Workflow { get; }

    /// <summary>The name of the cluster that the object is from; empty for a name.</summary>
    public string Cluster => Workflow?.Cluster ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
