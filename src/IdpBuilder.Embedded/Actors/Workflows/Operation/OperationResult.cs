using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>What one operation on a Workflow came to.</summary>
/// <param name="Workflow">The Workflow as it is to be written: labels, annotations and status.</param>
/// <param name="PodsToCreate">The Pods it wants.</param>
/// <param name="PodsToDelete">The names of Pods it wants to be gone.</param>
/// <param name="Again">The time at which something is due; null when only a change can bring it on.</param>
internal sealed record OperationResult(
    Manifest Workflow, IReadOnlyList<Manifest> PodsToCreate, IReadOnlyList<string> PodsToDelete, DateTimeOffset? Again);
