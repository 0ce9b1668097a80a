using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>What reconciling a set came to.</summary>
/// <param name="ParametersGenerated">Whether all generators and templates succeeded.</param>
/// <param name="Reason">What went wrong, as a word; empty when nothing did.</param>
/// <param name="Message">Why.</param>
/// <param name="Current">The Applications of the set; null when it did not come to writing them.</param>
internal sealed record ReconciliationResult(bool ParametersGenerated, string Reason, string Message, IReadOnlyList<Manifest>? Current);
