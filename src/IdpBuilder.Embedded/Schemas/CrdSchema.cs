using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Reads the structural schema of a custom resource.</summary>
internal static class CrdSchema
{
    /// <summary>
    /// Reads a version's <c>openAPIV3Schema</c>. The result also knows <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>. The input is not
    /// changed. What is no schema is read as one that allows everything: the definition itself is checked when it is created.
    /// </summary>
    public static TypeSchema Read(JsonObject openApiV3Schema) =>
        WithObjectFields(ReadValue(openApiV3Schema)) with { EmbeddedResource = false };

    /// <summary>The schema of a custom resource whose definition has none.</summary>
    public static TypeSchema Untyped { get; } = WithObjectFields(new TypeSchema { Type = SchemaType.Object, PreserveUnknownFields = true });

    private static TypeSchema ReadValue(JsonObject json)
    {
        var isIntOrString = Flag(json, "x-kubernetes-int-or-string");
        var isEmbedded = Flag(json, "x-kubernetes-embedded-resource");
        var schema = new TypeSchema
        {
            Type = isIntOrString ? SchemaType.IntOrString : TypeOf(Text(json, "type")),
            Format = Text(json, "format"),
            Description = Text(json, "description"),
            Fields = FieldsOf(json),
            AdditionalProperties = json["additionalProperties"] switch
            {
                JsonObject additional => ReadValue(additional),
                JsonValue value when value.TryGetValue(out bool allowed) && allowed => TypeSchema.Any,
                _ => null,
            },
            Items = json["items"] is JsonObject items ? ReadValue(items) : null,
            Default = json["default"]?.DeepClone(),
            Enum = json["enum"] is JsonArray values ? [.. values.Select(value => value?.DeepClone())] : [],
            Nullable = Flag(json, "nullable"),
            PreserveUnknownFields = Flag(json, "x-kubernetes-preserve-unknown-fields"),
            EmbeddedResource = isEmbedded,
            ListKind = Text(json, "x-kubernetes-list-type") switch { "set" => ListKind.Set, "map" => ListKind.Map, _ => ListKind.Atomic },
            MapKeys = Texts(json, "x-kubernetes-list-map-keys"),
            IsAtomic = Text(json, "x-kubernetes-map-type") == "atomic" || Text(json, "x-kubernetes-struct-type") == "atomic",
            Limits = CrdSchemaLimits.Read(json),
            AllOf = Schemas(json, "allOf"),
            AnyOf = isIntOrString ? [] : Schemas(json, "anyOf"),
            OneOf = Schemas(json, "oneOf"),
            Not = json["not"] is JsonObject not ? ReadValue(not) : null,
            Rules = Rules(json),
        };
        return isEmbedded ? WithObjectFields(schema) : schema;
    }

    private static SchemaType TypeOf(string type) => type switch
    {
        "object" => SchemaType.Object,
        "array" => SchemaType.List,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ => SchemaType.Any,
    };

    private static SchemaFields FieldsOf(JsonObject json)
    {
        if (json["properties"] is not JsonObject properties)
        {
            return json["required"] is null ? SchemaFields.None : new SchemaFields(new Dictionary<string, TypeSchema>(), Texts(json, "required"));
        }

        var fields = new Dictionary<string, TypeSchema>(properties.Count, StringComparer.Ordinal);
        foreach (var (name, value) in properties)
        {
            fields[name] = value is JsonObject schema ? ReadValue(schema) : TypeSchema.Any;
        }

        return new SchemaFields(fields, Texts(json, "required"));
    }

    // Every object has these, whatever its definition says of them; it may only restrict names further.
    private static TypeSchema WithObjectFields(TypeSchema schema)
    {
        var fields = new Dictionary<string, TypeSchema>(schema.Properties, StringComparer.Ordinal)
        {
            ["apiVersion"] = SchemaFieldReader.Text,
            ["kind"] = SchemaFieldReader.Text,
            ["metadata"] = SchemaCatalog.ObjectMeta with { IsAlwaysPresent = true },
        };
        return schema with { Type = SchemaType.Object, Fields = new SchemaFields(fields, schema.Required) };
    }

    private static IReadOnlyList<TypeSchema> Schemas(JsonObject json, string name) =>
        json[name] is JsonArray list ? [.. list.OfType<JsonObject>().Select(ReadValue)] : [];

    private static IReadOnlyList<ValidationRule> Rules(JsonObject json) =>
        json["x-kubernetes-validations"] is JsonArray list
            ? [.. list.OfType<JsonObject>().Select(rule => new ValidationRule(Text(rule, "rule"), Text(rule, "message")))]
            : [];

    private static IReadOnlyList<string> Texts(JsonObject json, string name) =>
        json[name] is JsonArray list
            ? [.. list.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : string.Empty)]
            : [];

    private static string Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;

    private static bool Flag(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
