using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>The <c>immutable</c> switch of ConfigMaps and Secrets.</summary>
internal static class Immutability
{
    public static void Check(JsonObject? before, JsonObject json, IEnumerable<string> fields, ICollection<FieldFault> faults)
    {
        if (!IsOn(before))
        {
            return;
        }

        if (!IsOn(json))
        {
            faults.Add(FieldFault.Forbidden("immutable", "field is immutable when `immutable` is set"));
        }

        foreach (var field in fields)
        {
            if (!JsonNode.DeepEquals(before![field], json[field]))
            {
                faults.Add(FieldFault.Forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }

    private static bool IsOn(JsonObject? json) =>
        json?["immutable"] is JsonValue value && value.TryGetValue(out bool on) && on;
}
