using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Registry;

/// <summary>
/// Finds the fields that a built-in type cannot do without. Published schemas also call fields required that a real server does without,
/// because their empty value means something; these are left out.
/// </summary>
internal static class RequiredFields
{
    private static readonly HashSet<string> Optional = new(StringComparer.Ordinal)
    {
        "StatefulSetSpec.serviceName",
        "NetworkPolicySpec.podSelector",
        "Role.rules",
        "ClusterRole.rules",
        "EndpointSlice.endpoints",
        "LimitRangeSpec.limits",
        "CSINodeSpec.drivers",
        "ControllerRevision.revision",
        "Event.metadata",
    };

    public static void Check(JsonObject json, TypeSchema schema, ICollection<FieldError> faults)
    {
        Missing(json, schema, string.Empty, faults);
        foreach (var (name, value) in json)
        {
            // Metadata is checked for every object alike; a status is written by those who know what it needs.
            if (name is not ("metadata" or "status") && value is not null && schema.Field(name) is { } field)
            {
                Value(value, field, name, faults);
            }
        }
    }

    private static void Value(JsonNode value, TypeSchema schema, string path, ICollection<FieldError> faults)
    {
        switch (value)
        {
            case JsonObject map:
                Missing(map, schema, path, faults);
                foreach (var (name, inner) in map)
                {
                    if (inner is JsonObject or JsonArray && schema.Field(name) is { } field)
                    {
                        Value(inner, field, FieldPath.Child(path, name), faults);
                    }
                }

                break;
            case JsonArray list when schema.Items is { Type: SchemaType.Object or SchemaType.List } items:
                for (var index = 0; index < list.Count; index++)
                {
                    if (list[index] is { } item)
                    {
                        Value(item, items, FieldPath.Item(path, index), faults);
                    }
                }

                break;
        }
    }

    private static void Missing(JsonObject json, TypeSchema schema, string path, ICollection<FieldError> faults)
    {
        foreach (var name in schema.Required)
        {
            // The empty number and the empty flag are values like any other.
            if (!json.ContainsKey(name) && schema.Field(name) is { Type: not (SchemaType.Integer or SchemaType.Number or SchemaType.Boolean) }
                && !Optional.Contains(schema.Name[(schema.Name.LastIndexOf('.') + 1)..] + "." + name))
            {
                faults.Add(FieldError.Required(FieldPath.Child(path, name)));
            }
        }
    }
}
