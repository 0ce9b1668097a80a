using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>What a source gave.</summary>
/// <param name="Revision">The commit it was read at.</param>
/// <param name="Type">What it is made of.</param>
/// <param name="Manifests">Its manifests, shared: not to be changed.</param>
public sealed record RenderedSource(string Revision, SourceType Type, IReadOnlyList<Manifest> Manifests);
