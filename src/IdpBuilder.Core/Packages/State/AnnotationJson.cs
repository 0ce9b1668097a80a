using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.State;

/// <summary>JSON inside annotations, which anybody may have edited.</summary>
internal static class AnnotationJson
{
    /// <summary>The value; null when there is none or it is no JSON.</summary>
    public static JsonNode? Parse(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : CompleteJson.Read(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
