using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>
/// Reads built-in objects as a real server decodes them into its structs: a value of a wrong type is an error of the request, not of
/// the object.
/// </summary>
internal static class BuiltInDecoding
{
    /// <summary>The first value that does not fit its type, in the server's words; null when everything fits. The input is not changed.</summary>
    public static string? FirstMistake(JsonObject instance, TypeSchema schema) => Fields(instance, schema, string.Empty, schema);

    // Messages name the fields of structs; the keys of maps are left out.
    private static string? Fields(JsonObject map, TypeSchema schema, string path, TypeSchema parent)
    {
        var isStruct = schema.Name.Length > 0;
        foreach (var (name, value) in map)
        {
            // A scalar of the right type needs no path.
            if (value is null || schema.Field(name) is not { } field || (value is JsonValue && Fits(value, field)))
            {
                continue;
            }

            if (Value(value, field, isStruct ? FieldPath.Child(path, name) : path, isStruct ? schema : parent) is { } mistake)
            {
                return mistake;
            }
        }

        return null;
    }

    private static string? Value(JsonNode value, TypeSchema schema, string path, TypeSchema parent)
    {
        switch (value)
        {
            case JsonObject map when schema.Type == SchemaType.Object:
                return Fields(map, schema, path, parent);
            case JsonArray list when schema.Type == SchemaType.List:
                return list.Select(item => item is null ? null : Value(item, schema.Items!, path, parent)).FirstOrDefault(mistake => mistake is not null);
            default:
                return Fits(value, schema) ? null : Mistake(value, schema, path, parent);
        }
    }

    private static bool Fits(JsonNode value, TypeSchema schema)
    {
        var kind = value.GetValueKind();
        return schema.Type switch
        {
            SchemaType.Any => true,
            SchemaType.Object => kind == JsonValueKind.Object,
            SchemaType.List => kind == JsonValueKind.Array,
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            SchemaType.Number => kind == JsonValueKind.Number,
            SchemaType.Integer => kind == JsonValueKind.Number && JsonEquality.Number(value) is { } number && decimal.Truncate(number) == number && IsInRange(number, schema),
            SchemaType.IntOrString when schema.Format == "quantity" => Quantity.Read(value) is not null,
            SchemaType.IntOrString => kind is JsonValueKind.String or JsonValueKind.Number,
            _ => kind == JsonValueKind.String && (schema.Format.Length == 0 || TextFormats.Matches(schema.Format, value.GetValue<string>())),
        };
    }

    private static bool IsInRange(decimal number, TypeSchema schema) =>
        schema.Format == "int32" ? number is >= int.MinValue and <= int.MaxValue : number is >= long.MinValue and <= long.MaxValue;

    private static string Mistake(JsonNode value, TypeSchema schema, string path, TypeSchema parent)
    {
        var kind = value.GetValueKind();
        if (schema.Format == "quantity" && kind is JsonValueKind.String or JsonValueKind.Number)
        {
            return Quantity.Fault;
        }

        if (kind == JsonValueKind.String && schema.Type == SchemaType.String)
        {
            var text = value.GetValue<string>();
            return schema.Format == "byte"
                ? "illegal base64 data at input byte " + IllegalAt(text)
                : $"parsing time {FieldError.Quote(FieldError.Quote(text))} as \"2006-01-02T15:04:05Z07:00\": cannot parse {FieldError.Quote(text)} as \"2006\"";
        }

        var found = kind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => schema.Type == SchemaType.Integer ? "number " + value.ToJsonString() : "number",
            _ => "bool",
        };
        var owner = parent.Name[(parent.Name.LastIndexOf('.') + 1)..];
        return $"json: cannot unmarshal {found} into Go struct field {owner}.{path} of type {GoType(schema)}";
    }

    private static int IllegalAt(string text)
    {
        var at = text.AsSpan().IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
        return at >= 0 ? at : text.Length / 4 * 4;
    }

    private static string GoType(TypeSchema schema) => schema.Type switch
    {
        SchemaType.List => "[]" + GoType(schema.Items!),
        SchemaType.Object when schema.AdditionalProperties is { } values => "map[string]" + GoType(values),
        SchemaType.Object => string.Join('.', schema.Name.Split('.')[^2..]),
        SchemaType.Integer => schema.Format,
        SchemaType.Number => "float64",
        SchemaType.Boolean => "bool",
        SchemaType.IntOrString => "intstr.IntOrString",
        _ => schema.Format == "byte" ? "[]uint8" : "string",
    };
}
