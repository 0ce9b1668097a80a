using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Checks <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> and <c>not</c>.</summary>
internal static class CombinedValidation
{
    public static void Check(JsonNode value, TypeSchema schema, string path, List<FieldError> errors)
    {
        if (schema.AllOf.Count > 0)
        {
            var before = errors.Count;
            foreach (var part in schema.AllOf)
            {
                SchemaValidation.Value(value, part, path, errors);
            }

            Fail(errors.Count > before, "must validate all the schemas (allOf)", path, errors);
        }

        if (schema.AnyOf.Count > 0)
        {
            Fail(!schema.AnyOf.Any(part => Holds(value, part)), "must validate at least one schema (anyOf)", path, errors);
        }

        if (schema.OneOf.Count > 0)
        {
            var holding = schema.OneOf.Count(part => Holds(value, part));
            var found = holding == 0 ? "Found none valid" : $"Found {holding} valid alternatives";
            Fail(holding != 1, $"must validate one and only one schema (oneOf). {found}", path, errors);
        }

        if (schema.Not is { } not)
        {
            Fail(Holds(value, not), "must not validate the schema (not)", path, errors);
        }
    }

    private static void Fail(bool fails, string why, string path, List<FieldError> errors)
    {
        if (fails)
        {
            errors.Add(FieldError.InvalidText(path, string.Empty, $"\"{path}\" {why}"));
        }
    }

    private static bool Holds(JsonNode value, TypeSchema schema)
    {
        var errors = new List<FieldError>();
        SchemaValidation.Value(value, schema, string.Empty, errors);
        return errors.Count == 0;
    }
}
