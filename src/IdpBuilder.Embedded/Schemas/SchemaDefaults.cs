using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Fills in what a structural schema gives absent fields.</summary>
internal static class SchemaDefaults
{
    /// <summary>
    /// Changes <paramref name="target"/>: absent fields get their default, and so do null ones that may not be null; other nulls that may
    /// not be go away. Objects that are absent and have no default of their own stay absent.
    /// </summary>
    public static void Apply(JsonObject target, TypeSchema schema)
    {
        Fill(target, schema);
        NullPruning.Prune(target, schema);
    }

    private static void Fill(JsonObject target, TypeSchema schema)
    {
        if (!schema.IsBuiltIn)
        {
            foreach (var (name, field) in schema.Properties)
            {
                if (field.Default is { } value && (!target.TryGetPropertyValue(name, out var present) || (present is null && !field.Nullable)))
                {
                    target[name] = value.DeepClone();
                }
            }
        }

        foreach (var (name, value) in target)
        {
            if (value is not null && schema.Field(name) is { } field)
            {
                Descend(value, field);
            }
        }
    }

    private static void Descend(JsonNode value, TypeSchema schema)
    {
        switch (value)
        {
            case JsonObject map when schema.Type == SchemaType.Object:
                Fill(map, schema);
                break;
            case JsonArray list when schema.Items is { } items:
                FillItems(list, items);
                break;
        }
    }

    private static void FillItems(JsonArray list, TypeSchema items)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null && items.Default is { } value && !items.Nullable)
            {
                list[i] = value.DeepClone();
            }

            if (list[i] is { } item)
            {
                Descend(item, items);
            }
        }
    }
}
