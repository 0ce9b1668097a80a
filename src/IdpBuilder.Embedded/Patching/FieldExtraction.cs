using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Finds the fields that a value sets.</summary>
internal static class FieldExtraction
{
    /// <summary>The fields of an object. The input is not changed.</summary>
    public static FieldSet FieldsOf(JsonObject value, TypeSchema schema) =>
        ValueShapes.Of(schema, value) == ValueShape.Map ? OfMap(value, schema) : FieldSet.Empty;

    private static FieldSet OfMap(JsonObject map, TypeSchema schema)
    {
        var entries = new List<FieldSetEntry>(map.Count);
        foreach (var (name, value) in map)
        {
            var isMember = !schema.Properties.ContainsKey(name) || value is null or JsonObject { Count: 0 };
            Add(entries, FieldElement.OfField(name), isMember, value, schema.FieldOrAny(name));
        }

        return FieldSet.OfEntries(entries);
    }

    private static FieldSet OfList(JsonArray list, TypeSchema schema)
    {
        var entries = new List<FieldSetEntry>(list.Count);
        var places = new Dictionary<string, int>(list.Count, StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (FieldElement.OfItem(item, schema) is not { } element)
            {
                continue;
            }

            if (places.TryAdd(element, entries.Count))
            {
                Add(entries, element, true, item, schema.ItemsOrAny());
            }
            else
            {
                // Items that cannot be told apart are owned together, without their fields.
                entries[places[element]] = new FieldSetEntry(element, true, null);
            }
        }

        return FieldSet.OfEntries(entries);
    }

    private static void Add(List<FieldSetEntry> entries, string element, bool isMember, JsonNode? value, TypeSchema schema)
    {
        var shape = ValueShapes.Of(schema, value);
        var children = (shape, value) switch
        {
            (ValueShape.Map, JsonObject map) => OfMap(map, schema),
            (ValueShape.List, JsonArray list) => OfList(list, schema),
            _ => FieldSet.Empty,
        };
        if (isMember || shape == ValueShape.Leaf || !children.IsEmpty)
        {
            entries.Add(new FieldSetEntry(element, isMember || shape == ValueShape.Leaf, children.IsEmpty ? null : children));
        }
    }
}
