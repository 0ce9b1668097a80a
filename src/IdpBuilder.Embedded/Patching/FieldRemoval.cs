using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Takes fields out of an object.</summary>
internal static class FieldRemoval
{
    /// <summary>Changes <paramref name="target"/>: its fields in the set go, and with them what becomes empty.</summary>
    public static void From(JsonObject target, FieldSet fields, TypeSchema schema)
    {
        foreach (var entry in fields.Entries)
        {
            if (!FieldElement.IsField(entry.Element))
            {
                continue;
            }

            var name = FieldElement.FieldName(entry.Element);
            if (!target.TryGetPropertyValue(name, out var value))
            {
                continue;
            }

            if (entry.IsMember || (entry.Children is { } below && Empties(value, below, schema.FieldOrAny(name))))
            {
                target.Remove(name);
            }
        }
    }

    /// <returns>Whether nothing is left of the value.</returns>
    private static bool Empties(JsonNode? value, FieldSet fields, TypeSchema schema)
    {
        switch (ValueShapes.Of(schema, value), value)
        {
            case (ValueShape.Map, JsonObject map):
                From(map, fields, schema);
                return map.Count == 0;
            case (ValueShape.List, JsonArray list):
                FromList(list, fields, schema);
                return list.Count == 0;
            default:
                return value is not JsonValue;
        }
    }

    private static void FromList(JsonArray list, FieldSet fields, TypeSchema schema)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            var entry = FieldElement.OfItem(list[i], schema) is { } element ? fields.Find(element) : null;
            if (entry is null)
            {
                continue;
            }

            if (entry.IsMember || (entry.Children is { } below && Empties(list[i], below, schema.ItemsOrAny())))
            {
                list.RemoveAt(i);
            }
        }
    }
}
