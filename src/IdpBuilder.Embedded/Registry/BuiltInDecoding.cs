using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Finds what a real server's decoder would stumble over in an object of a built-in type: values of the wrong type.</summary>
internal static class BuiltInDecoding
{
    /// <summary>The first mistake as the decoder words it, or null.</summary>
    public static string? FindMistake(JsonObject json, TypeSchema schema) => Fields(json, schema, string.Empty);

    private static string? Fields(JsonObject json, TypeSchema schema, string path)
    {
        foreach (var (name, value) in json)
        {
            if (value is not null && schema.Field(name) is { } field && Value(value, field, schema, path, name) is { } mistake)
            {
                return mistake;
            }
        }

        return null;
    }

    private static string? Value(JsonNode value, TypeSchema schema, TypeSchema owner, string path, string name)
    {
        switch (schema.Type, value)
        {
            case (SchemaType.Object, JsonObject map):
                return Fields(map, schema, Join(path, name));
            case (SchemaType.List, JsonArray list):
                return Items(list, schema, owner, path, name);
            default:
                return IsRight(schema, value) ? null : Mistake(value, schema, owner, Join(path, name));
        }
    }

    private static string? Items(JsonArray list, TypeSchema schema, TypeSchema owner, string path, string name)
    {
        if (schema.Items is { } items)
        {
            foreach (var item in list)
            {
                if (item is not null && Value(item, items, owner, path, name) is { } mistake)
                {
                    return mistake;
                }
            }
        }

        return null;
    }

    private static bool IsRight(TypeSchema schema, JsonNode value) => (schema.Type, value.GetValueKind()) switch
    {
        (SchemaType.Any, _) => true,
        (SchemaType.String, JsonValueKind.String) => true,
        (SchemaType.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        (SchemaType.Number, JsonValueKind.Number) => true,
        (SchemaType.Integer, JsonValueKind.Number) => IsInRange(schema, value),
        (SchemaType.IntOrString, JsonValueKind.String) => true,
        (SchemaType.IntOrString, JsonValueKind.Number) => schema.Format == "quantity" || NodePath.Whole(value) is not null,
        _ => false,
    };

    private static bool IsInRange(TypeSchema schema, JsonNode value) =>
        NodePath.Whole(value) is { } number && (schema.Format != "int32" || number is >= int.MinValue and <= int.MaxValue);

    private static string Mistake(JsonNode value, TypeSchema schema, TypeSchema owner, string path)
    {
        var found = value.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number when schema.Type == SchemaType.Integer => "number " + value.ToJsonString(),
            JsonValueKind.Number => "number",
            _ => "bool",
        };
        return $"json: cannot unmarshal {found} into Go struct field {ShortName(owner)}.{path} of type {GoType(schema)}";
    }

    private static string GoType(TypeSchema schema) => schema.Type switch
    {
        SchemaType.Object => schema.AdditionalProperties is null ? "v1." + ShortName(schema) : "map[string]string",
        SchemaType.List => "[]" + (schema.Items is null ? "interface {}" : GoType(schema.Items)),
        SchemaType.Boolean => "bool",
        SchemaType.Integer => schema.Format.Length > 0 ? schema.Format : "int64",
        SchemaType.Number => "float64",
        SchemaType.IntOrString => "intstr.IntOrString",
        _ => "string",
    };

    private static string ShortName(TypeSchema schema) => schema.Name[(schema.Name.LastIndexOf('.') + 1)..];

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
