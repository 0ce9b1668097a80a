using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Checks the items of a list, and that those of sets and maps are there once.</summary>
internal static class ListValidation
{
    public static void Check(JsonArray list, TypeSchema schema, string path, List<FieldError> errors)
    {
        if (schema.Items is { } items)
        {
            for (var i = 0; i < list.Count; i++)
            {
                SchemaValidation.Value(list[i], items, FieldPath.Item(path, i), errors);
            }
        }

        switch (schema.ListKind)
        {
            case ListKind.Set:
                Unique(list, item => item, path, errors);
                break;
            case ListKind.Map:
                Unique(list, item => KeysOf(item, schema), path, errors);
                break;
        }
    }

    private static void Unique(JsonArray list, Func<JsonNode?, JsonNode?> keyOf, string path, List<FieldError> errors)
    {
        var seen = new List<JsonNode?>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var key = keyOf(list[i]);
            if (seen.Exists(other => JsonEquality.Same(other, key)))
            {
                errors.Add(FieldError.Duplicate(FieldPath.Item(path, i), key));
            }
            else
            {
                seen.Add(key);
            }
        }
    }

    private static JsonObject KeysOf(JsonNode? item, TypeSchema schema)
    {
        var keys = new JsonObject();
        foreach (var name in schema.MapKeys.Order(StringComparer.Ordinal))
        {
            if (item is JsonObject fields && (fields[name] ?? schema.Items?.Field(name)?.Default) is { } value)
            {
                keys[name] = value.DeepClone();
            }
        }

        return keys;
    }
}
