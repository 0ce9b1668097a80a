using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks the fields of built-in types that take only a few values.</summary>
internal static class SupportedValues
{
    /// <summary>Adds an error for each unsupported value that has none yet.</summary>
    public static void Check(JsonNode? value, TypeSchema schema, string path, List<FieldError> errors)
    {
        switch (value)
        {
            case JsonObject map when schema.Type == SchemaType.Object:
                foreach (var (name, field) in map)
                {
                    if (field is not null && schema.Field(name) is { } below && (field is not JsonValue || below.Enum.Count > 0))
                    {
                        Check(field, below, FieldPath.Child(path, name), errors);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(list[i], items, FieldPath.Item(path, i), errors);
                }

                break;
            case JsonValue scalar when schema.Enum.Count > 0 && scalar.TryGetValue(out string? text) && text.Length > 0:
                var supported = schema.Enum.Select(allowed => allowed!.GetValue<string>()).Order(StringComparer.Ordinal).ToArray();
                if (!supported.Contains(text, StringComparer.Ordinal) && !errors.Exists(error => error.Field == path))
                {
                    errors.Add(FieldError.NotSupported(path, scalar, supported));
                }

                break;
        }
    }
}
