using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>The <c>immutable</c> switch of ConfigMaps and Secrets.</summary>
internal static class Immutability
{
    public static void Check(JsonObject? before, JsonObject json, IEnumerable<string> fields, ICollection<FieldError> faults)
    {
        if (!IsOn(before))
        {
            return;
        }

        if (!IsOn(json))
        {
            faults.Add(FieldError.Forbidden("immutable", "field is immutable when `immutable` is set"));
        }

        foreach (var field in fields)
        {
            if (!JsonNode.DeepEquals(before![field], json[field]))
            {
                faults.Add(FieldError.Forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }

    private static bool IsOn(JsonObject? json) =>
        json?["immutable"] is JsonValue value && value.TryGetValue(out bool on) && on;
}
