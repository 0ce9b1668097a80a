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
        var builder = new FieldSetBuilder();
        foreach (var (name, value) in map)
        {
            var field = schema.FieldOrAny(name);
            var element = FieldElement.OfField(name);
            var isMember = !schema.Properties.ContainsKey(name) || value is null or JsonObject { Count: 0 };
            Add(builder, element, isMember, value, field);
        }

        return builder.Build();
    }

    private static FieldSet OfList(JsonArray list, TypeSchema schema)
    {
        var builder = new FieldSetBuilder();
        var elements = new string?[list.Count];
        var seen = new HashSet<string>(list.Count, StringComparer.Ordinal);
        HashSet<string>? twice = null;
        for (var i = 0; i < list.Count; i++)
        {
            elements[i] = FieldElement.OfItem(list[i], schema);
            if (elements[i] is { } element && !seen.Add(element))
            {
                (twice ??= new HashSet<string>(StringComparer.Ordinal)).Add(element);
            }
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (elements[i] is not { } element)
            {
                continue;
            }

            // Items that cannot be told apart are owned together, without their fields.
            if (twice?.Contains(element) == true)
            {
                builder.Add(element, true, FieldSet.Empty);
            }
            else
            {
                Add(builder, element, true, list[i], schema.ItemsOrAny());
            }
        }

        return builder.Build();
    }

    private static void Add(FieldSetBuilder builder, string element, bool isMember, JsonNode? value, TypeSchema schema)
    {
        switch (ValueShapes.Of(schema, value), value)
        {
            case (ValueShape.Map, JsonObject map):
                builder.Add(element, isMember, OfMap(map, schema));
                break;
            case (ValueShape.List, JsonArray list):
                builder.Add(element, isMember, OfList(list, schema));
                break;
            case (ValueShape.Leaf, _):
                builder.Add(element, true, FieldSet.Empty);
                break;
            default:
                builder.Add(element, isMember, FieldSet.Empty);
                break;
        }
    }
}
