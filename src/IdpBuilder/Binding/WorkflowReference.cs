using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>Workflows as users give them: a name, the object a cmdlet returned, or a package, which means those that belong to it.</summary>
public sealed class WorkflowReference
{
    /// <summary>Names a workflow; wildcards are allowed.</summary>
    public WorkflowReference(string name) => Name = name;

    /// <summary>Takes a workflow.</summary>
    public WorkflowReference(Workflow workflow) => (Name, Workflow, Cluster) = (workflow.Name, workflow, workflow.Cluster);

    /// <summary>Takes the workflows of a package.</summary>
    public WorkflowReference(PackageStatus package) => (Name, Package, Cluster) = ("*", package, package.Cluster);

    /// <summary>Takes any of these from what a pipeline carries.</summary>
    public WorkflowReference(PSObject value) => (Name, Workflow, Package, Cluster) = value.BaseObject switch
    {
        Workflow workflow => (workflow.Name, workflow, null, workflow.Cluster),
        PackageStatus package => ("*", null, package, package.Cluster),
        string name => (name, default(Workflow), default(PackageStatus), string.Empty),
        _ => throw CommandFailures.NotAWorkflow(value.BaseObject),
    };

    /// <summary>The name; a wildcard for a package's.</summary>
    public string Name { get; }

    /// <summary>The object, if one was given.</summary>
    public Workflow? Workflow { get; }

    /// <summary>The package they belong to, if one was given.</summary>
    public PackageStatus? Package { get; }

    /// <summary>The name of the cluster that the object is from; empty for a name.</summary>
    public string Cluster { get; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Package?.Name ?? Name;
}
