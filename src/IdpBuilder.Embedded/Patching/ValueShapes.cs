using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Finds how ownership treats a value.</summary>
internal static class ValueShapes
{
    /// <summary>The shape by the schema; where that allows anything, by the value.</summary>
    public static ValueShape Of(TypeSchema schema, JsonNode? value) => schema.Type switch
    {
        SchemaType.Object => schema.IsAtomic ? ValueShape.Leaf : ValueShape.Map,
        SchemaType.List => schema.ListKind == ListKind.Atomic ? ValueShape.Leaf : ValueShape.List,
        SchemaType.Any => value is JsonValue or JsonArray ? ValueShape.Leaf : ValueShape.Map,
        _ => ValueShape.Leaf,
    };

    /// <summary>Whether a value is absent, null, or has nothing in it.</summary>
    public static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonObject map => map.Count == 0,
        JsonArray list => list.Count == 0,
        _ => false,
    };

    /// <summary>The schema of a field, or one that allows everything.</summary>
    public static TypeSchema FieldOrAny(this TypeSchema schema, string name) => schema.Field(name) ?? TypeSchema.Any;

    public static TypeSchema ItemsOrAny(this TypeSchema schema) => schema.Items ?? TypeSchema.Any;
}
