using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Takes away the fields that a type does not know.</summary>
internal static class SchemaPruning
{
    /// <summary>Changes <paramref name="target"/>. Fields below <c>x-kubernetes-preserve-unknown-fields</c> stay.</summary>
    /// <returns>The paths of what was taken away, such as <c>spec.containers[0].imagee</c>, in the order of the object.</returns>
    public static IReadOnlyList<string> Prune(JsonObject target, TypeSchema schema)
    {
        List<string>? unknown = null;
        Prune(target, schema, string.Empty, ref unknown);
        return unknown ?? (IReadOnlyList<string>)[];
    }

    private static void Prune(JsonObject target, TypeSchema schema, string path, ref List<string>? unknown)
    {
        List<string>? leaving = null;
        foreach (var (name, value) in target)
        {
            if (schema.Field(name) is { } field)
            {
                // Most values are right: their path is only made when they contain something.
                if (value is JsonObject or JsonArray)
                {
                    Descend(value, field, FieldPath.Child(path, name), ref unknown);
                }
            }
            else
            {
                (leaving ??= []).Add(name);
                (unknown ??= []).Add(FieldPath.Child(path, name));
            }
        }

        foreach (var name in leaving ?? [])
        {
            target.Remove(name);
        }
    }

    private static void Descend(JsonNode value, TypeSchema schema, string path, ref List<string>? unknown)
    {
        switch (value)
        {
            case JsonObject map when schema.Type == SchemaType.Object:
                Prune(map, schema, path, ref unknown);
                break;
            case JsonArray list when schema.Items is { Type: SchemaType.Object or SchemaType.List } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is { } item)
                    {
                        Descend(item, items, FieldPath.Item(path, i), ref unknown);
                    }
                }

                break;
        }
    }
}
