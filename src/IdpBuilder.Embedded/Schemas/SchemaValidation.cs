using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Checks a custom resource against its structural schema. Rules in the Common Expression Language are not evaluated.</summary>
internal static class SchemaValidation
{
    /// <summary>Everything wrong, in the order of the schema; empty for a valid object. The input is not changed.</summary>
    public static IReadOnlyList<FieldError> Validate(JsonObject instance, TypeSchema schema)
    {
        var errors = new List<FieldError>();
        Value(instance, schema, string.Empty, errors);
        return errors;
    }

    /// <summary>Checks one value.</summary>
    public static void Value(JsonNode? value, TypeSchema schema, string path, List<FieldError> errors)
    {
        if (value is null)
        {
            if (!schema.Nullable && schema.Type != SchemaType.Any)
            {
                errors.Add(WrongType(path, "null", schema));
            }

            return;
        }

        if (!IsOfType(value, schema))
        {
            errors.Add(WrongType(path, TypeName(value), schema));
            return;
        }

        if (schema.Enum.Count > 0 && !schema.Enum.Any(allowed => Patching.JsonEquality.Same(allowed, value)))
        {
            errors.Add(FieldError.NotSupported(path, value, schema.Enum.Select(Plain)));
        }

        LimitValidation.Check(value, schema, path, errors);
        switch (value)
        {
            case JsonObject map:
                Fields(map, schema, path, errors);
                break;
            case JsonArray list:
                ListValidation.Check(list, schema, path, errors);
                break;
        }

        CombinedValidation.Check(value, schema, path, errors);
    }

    /// <summary>The name of a value's type in messages.</summary>
    public static string TypeName(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => IsWhole(value) ? "integer" : "number",
        _ => "null",
    };

    private static void Fields(JsonObject map, TypeSchema schema, string path, List<FieldError> errors)
    {
        foreach (var name in schema.Required)
        {
            if (!map.ContainsKey(name))
            {
                errors.Add(FieldError.Required(FieldPath.Child(path, name)));
            }
        }

        foreach (var (name, value) in map)
        {
            // Metadata is checked for every object alike, elsewhere.
            if (schema.Properties.TryGetValue(name, out var field))
            {
                if (!field.IsBuiltIn)
                {
                    Value(value, field, FieldPath.Child(path, name), errors);
                }
            }
            else if (schema.AdditionalProperties is { } additional)
            {
                Value(value, additional, FieldPath.Child(path, name), errors);
            }
        }
    }

    private static bool IsOfType(JsonNode value, TypeSchema schema)
    {
        var kind = value.GetValueKind();
        return schema.Type switch
        {
            SchemaType.Object => kind == JsonValueKind.Object,
            SchemaType.List => kind == JsonValueKind.Array,
            SchemaType.String => kind == JsonValueKind.String,
            SchemaType.Integer => kind == JsonValueKind.Number && IsWhole(value),
            SchemaType.Number => kind == JsonValueKind.Number,
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            SchemaType.IntOrString => kind == JsonValueKind.String || (kind == JsonValueKind.Number && IsWhole(value)),
            _ => true,
        };
    }

    private static bool IsWhole(JsonNode value) =>
        Patching.JsonEquality.Number(value) is not { } number || decimal.Truncate(number) == number;

    private static FieldError WrongType(string path, string found, TypeSchema schema)
    {
        var wanted = schema.Type switch
        {
            SchemaType.Object => "object",
            SchemaType.List => "array",
            SchemaType.Integer => "integer",
            SchemaType.Number => "number",
            SchemaType.Boolean => "boolean",
            SchemaType.IntOrString => "integer,string",
            _ => "string",
        };
        return FieldError.TypeInvalid(path, found, $"{path} in body must be of type {wanted}: \"{found}\"");
    }

    private static string Plain(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : value?.ToJsonString() ?? "null";
}
