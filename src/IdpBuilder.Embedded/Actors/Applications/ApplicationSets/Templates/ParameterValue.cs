using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>Values of parameters: null, bool, double, string, lists and maps, as Go's JSON decoder gives them.</summary>
internal static class ParameterValue
{
    /// <summary>The value of a JSON node.</summary>
    public static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => FromObject(map),
        JsonArray list => list.Select(FromJson).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => node.Deserialize<double>(),
            _ => null,
        },
    };

    /// <summary>The values of a JSON object.</summary>
    public static Dictionary<string, object?> FromObject(JsonObject map) =>
        map.ToDictionary(pair => pair.Key, pair => FromJson(pair.Value), StringComparer.Ordinal);
}
