using IdpBuilder.Embedded.Actors.Workflows.Locks;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Everything that one operation on a Workflow looks at.</summary>
/// <param name="Workflow">The Workflow; it is not changed.</param>
/// <param name="Pods">The Pods it owns.</param>
/// <param name="Library">Finds what it refers to.</param>
/// <param name="Now">The cluster's time.</param>
/// <param name="RefusedPods">The Pods that the API server refused to create, with its message.</param>
internal sealed record OperationInput(
    Manifest Workflow,
    IReadOnlyList<Manifest> Pods,
    TemplateLibrary Library,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, string> RefusedPods)
{
    /// <summary>The locks of all Workflows: the one thing that an operation changes beside what it returns, and that it may be given twice.</summary>
    public LockTable Locks { get; init; } = new();
}
