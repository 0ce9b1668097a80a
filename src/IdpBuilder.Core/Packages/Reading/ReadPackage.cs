namespace IdpBuilder.Packages.Reading;

/// <summary>A package with what is known only while it is being read.</summary>
/// <param name="Package">The package; its diagnostics are still those of its own files.</param>
/// <param name="Source">The number of the source it was read from.</param>
/// <param name="Directory">The directory of its files, in full.</param>
/// <param name="Span">Where it is defined.</param>
/// <param name="Needs">Where each dependency is written.</param>
internal sealed record ReadPackage(Package Package, int Source, string Directory, SourceSpan Span, IReadOnlyDictionary<string, SourceSpan> Needs);
