using IdpBuilder.Manifests;

namespace IdpBuilder.Planning;

/// <summary>A rendered manifest and where it came from.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Source">Where it is written, as <c>file:line</c>.</param>
public readonly record struct PlannedManifest(Manifest Manifest, string Source);
