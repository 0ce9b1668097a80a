using System.Text.Json.Nodes;

namespace IdpBuilder.Manifests;

/// <summary>One document of a file: any JSON value, with the places its parts came from.</summary>
/// <param name="Content">The document; null for an empty one.</param>
/// <param name="Span">Where it begins.</param>
/// <param name="Locate">Gives the place of the value at a path such as <c>spec/source/repoURL</c> (RFC 6901 segments without the leading slash), or the nearest enclosing place.</param>
public sealed record ManifestDocument(JsonNode? Content, SourceSpan Span, Func<string, SourceSpan> Locate);
