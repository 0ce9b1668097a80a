using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Gives built-in objects the form in which a real server's structs write them: no optional list or map that is empty, no quantity in two notations.</summary>
internal static class BuiltInEncoding
{
    /// <summary>Changes <paramref name="target"/>.</summary>
    public static void Apply(JsonObject target, TypeSchema schema)
    {
        List<(string Name, JsonNode? Value)>? changes = null;
        foreach (var (name, value) in target)
        {
            if (value is null || schema.Field(name) is not { } field)
            {
                continue;
            }

            if (field.Format == "quantity")
            {
                var text = CanonicalQuantity.Of(value);
                if (value is not JsonValue known || !known.TryGetValue(out string? written) || written != text)
                {
                    (changes ??= []).Add((name, JsonValue.Create(text)));
                }
            }
            else
            {
                Descend(value, field);
                if (IsEmptyCollection(value, field) && !schema.Required.Contains(name))
                {
                    (changes ??= []).Add((name, null));
                }
            }
        }

        foreach (var (name, value) in changes ?? [])
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value;
            }
        }
    }

    private static void Descend(JsonNode value, TypeSchema schema)
    {
        switch (value)
        {
            case JsonObject map:
                Apply(map, schema);
                break;
            case JsonArray list when schema.Items is { Type: SchemaType.Object } items:
                foreach (var item in list)
                {
                    if (item is JsonObject map)
                    {
                        Apply(map, items);
                    }
                }

                break;
        }
    }

    // An empty struct says something; an empty map or list of a field that may be left out says nothing.
    private static bool IsEmptyCollection(JsonNode value, TypeSchema schema) => value switch
    {
        JsonObject { Count: 0 } => schema.AdditionalProperties is not null && schema.Properties.Count == 0,
        JsonArray { Count: 0 } => schema.Type == SchemaType.List,
        _ => false,
    };
}
