using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Lays an applied configuration over an object.</summary>
internal static class FieldMerge
{
    /// <summary>Changes <paramref name="target"/>; copies what it takes from <paramref name="applied"/>, which stays as it is.</summary>
    public static void Into(JsonObject target, JsonObject applied, TypeSchema schema)
    {
        foreach (var (name, value) in applied)
        {
            if (!target.TryGetPropertyValue(name, out var present))
            {
                target[name] = value?.DeepClone();
                continue;
            }

            var field = schema.FieldOrAny(name);
            if (!TryMerge(present, value, field, out var merged))
            {
                continue;
            }

            target[name] = merged;
        }
    }

    /// <returns>Whether the present value must be replaced by <paramref name="merged"/>; otherwise it was changed in place or stays.</returns>
    private static bool TryMerge(JsonNode? present, JsonNode? applied, TypeSchema schema, out JsonNode? merged)
    {
        var shape = ValueShapes.Of(schema, applied);
        if (shape == ValueShape.Leaf || ValueShapes.Of(schema, present) != shape
            || (ValueShapes.IsEmpty(present) && ValueShapes.IsEmpty(applied)))
        {
            var isSame = JsonEquality.Same(present, applied);
            merged = isSame ? null : applied?.DeepClone();
            return !isSame;
        }

        merged = null;
        switch (present, applied)
        {
            case (JsonObject target, JsonObject source) when shape == ValueShape.Map:
                Into(target, source, schema);
                return false;
            case (JsonArray target, JsonArray source) when shape == ValueShape.List:
                merged = ListMerge.Merge(target, source, schema);
                return true;
            case (_, null):
                // Null stands for "nothing to say" about a map or list that has something in it.
                return false;
            default:
                merged = applied.DeepClone();
                return true;
        }
    }

    /// <summary>Merges an applied list item into its counterpart, which is changed in place when it can be.</summary>
    public static JsonNode? Item(JsonNode? present, JsonNode? applied, TypeSchema schema) =>
        TryMerge(present, applied, schema, out var merged) ? merged : present;
}
