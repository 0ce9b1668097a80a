using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads the runs of one workflow engine as the common shape. Pure: it looks at manifests only.</summary>
public interface IWorkflowEngine
{
    /// <summary>The name shown to users, such as <c>Argo Workflows</c>.</summary>
    string Name { get; }

    /// <summary>The type of the objects that are runs.</summary>
    GroupVersionKind RunType { get; }

    /// <summary>The types of the objects whose state belongs to a run, such as a Job's Pods; they are handed to <see cref="Read"/>.</summary>
    IReadOnlyList<GroupVersionKind> PartTypes { get; }

    /// <summary>Whether objects of the type are ordinary ones, runs only as hooks.</summary>
    bool OnlyHooks { get; }

    /// <summary>Whether an object of the type is a run, and not a part of another.</summary>
    bool IsRun(Manifest candidate);

    /// <summary>Whether an object is a part of a run.</summary>
    bool IsPart(Manifest run, Manifest candidate);

    /// <summary>What must be watched to see the Pods of a run; others may be among them. Null when it has none of its own.</summary>
    ResourceSelector? PodsOf(string inNamespace, string name);

    /// <summary>Whether a Pod runs a part of a run, or is it.</summary>
    bool IsPod(Manifest run, Manifest pod);

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run's object.</param>
    /// <param name="parts">Its parts, as <see cref="IsPart"/> finds them.</param>
    /// <param name="now">The cluster's time, for the duration of what has not ended.</param>
    Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now);
}
