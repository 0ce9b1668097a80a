using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Takes nulls away where a type has no use for them: a null field is an absent one.</summary>
internal static class NullPruning
{
    /// <summary>Changes <paramref name="target"/>. Nulls stay where the schema is nullable or allows anything.</summary>
    public static void Prune(JsonObject target, TypeSchema schema)
    {
        List<string>? absent = null;
        foreach (var (name, value) in target)
        {
            if (schema.Field(name) is not { } field)
            {
                continue;
            }

            if (value is null)
            {
                if (!field.Nullable && field.Type != SchemaType.Any)
                {
                    (absent ??= []).Add(name);
                }
            }
            else
            {
                Descend(value, field);
            }
        }

        foreach (var name in absent ?? [])
        {
            target.Remove(name);
        }
    }

    private static void Descend(JsonNode value, TypeSchema schema)
    {
        switch (value)
        {
            case JsonObject map:
                Prune(map, schema);
                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    if (item is not null)
                    {
                        Descend(item, items);
                    }
                }

                break;
        }
    }
}
