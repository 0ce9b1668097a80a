using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>A manifest and where it is written.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Span">Where it begins.</param>
public sealed record PackageManifest(Manifest Manifest, SourceSpan Span);
