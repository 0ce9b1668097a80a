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

    /// <summary>Whether an object is a part of a run.</summary>
    bool IsPart(Manifest run, Manifest candidate);

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run's object.</param>
    /// <param name="parts">Its parts, as <see cref="IsPart"/> finds them.</param>
    /// <param name="now">The cluster's time, for the duration of what has not ended.</param>
    Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now);
}
