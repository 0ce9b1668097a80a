using System.Text.Json.Nodes;

namespace IdpBuilder.Manifests;

/// <summary>A partial change to an object.</summary>
/// <param name="Type">How <paramref name="Body"/> is read.</param>
/// <param name="Body">The patch document.</param>
public sealed record ManifestPatch(PatchType Type, JsonNode Body)
{
    /// <summary>A JSON merge patch (RFC 7396).</summary>
    public static ManifestPatch Merge(JsonObject body) => new(PatchType.Merge, body);
}
