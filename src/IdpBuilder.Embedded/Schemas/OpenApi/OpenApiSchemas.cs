using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.OpenApi;

/// <summary>Writes schemas, and the definitions that they refer to.</summary>
internal sealed class OpenApiSchemas(OpenApiDialect dialect)
{
    private readonly Queue<TypeSchema> _open = new();
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    /// <summary>The definitions of everything written so far.</summary>
    public JsonObject Definitions()
    {
        while (_open.TryDequeue(out var schema))
        {
            // A kind that is referred to may have been added as a kind meanwhile.
            if (_definitions[schema.Name].Count == 0)
            {
                _definitions[schema.Name] = Body(schema);
            }
        }

        return new JsonObject(_definitions.Select(definition => KeyValuePair.Create(definition.Key, (JsonNode?)definition.Value)));
    }

    /// <summary>Adds a kind and its list.</summary>
    public void AddKind(OpenApiResource resource)
    {
        var body = Body(resource.Schema ?? CrdSchema.Untyped);
        body["x-kubernetes-group-version-kind"] = new JsonArray(Identity(resource, string.Empty));
        _definitions[resource.Definition] = body;
        _definitions[resource.Definition + "List"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("items"),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = new JsonObject { ["type"] = "string" },
                ["items"] = new JsonObject { ["type"] = "array", ["items"] = Reference(resource.Definition) },
                ["kind"] = new JsonObject { ["type"] = "string" },
                ["metadata"] = Write(SchemaCatalog.ListMeta),
            },
            ["x-kubernetes-group-version-kind"] = new JsonArray(Identity(resource, "List")),
        };
    }

    /// <summary>Group, version and kind as an extension names them.</summary>
    public static JsonObject Identity(OpenApiResource resource, string suffix) => new()
    {
        ["group"] = resource.Type.Group,
        ["kind"] = resource.Type.Kind + suffix,
        ["version"] = resource.Type.Version,
    };

    /// <summary>A reference to a definition.</summary>
    public JsonObject Reference(string definition) => new()
    {
        ["$ref"] = (dialect == OpenApiDialect.Two ? "#/definitions/" : "#/components/schemas/") + definition,
    };

    /// <summary>A schema: a reference where it has a name, else itself.</summary>
    public JsonObject Write(TypeSchema schema)
    {
        if (!schema.IsBuiltIn)
        {
            return Body(schema);
        }

        if (!_definitions.ContainsKey(schema.Name))
        {
            _definitions[schema.Name] = [];
            _open.Enqueue(schema);
        }

        var extensions = new JsonObject();
        WriteSharing(schema, extensions);
        if (extensions.Count == 0)
        {
            return Reference(schema.Name);
        }

        // Nothing may stand beside a reference but in version 2, where everybody does it.
        if (dialect == OpenApiDialect.Three)
        {
            extensions["allOf"] = new JsonArray(Reference(schema.Name));
        }
        else
        {
            extensions["$ref"] = "#/definitions/" + schema.Name;
        }

        return extensions;
    }

    private JsonObject Body(TypeSchema schema)
    {
        var json = new JsonObject();
        if (schema.Description.Length > 0)
        {
            json["description"] = schema.Description;
        }

        WriteType(schema, json);
        if (schema.Properties.Count > 0)
        {
            json["properties"] = new JsonObject(schema.Properties
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Write(field.Value))));
        }

        if (schema.Required.Count > 0)
        {
            json["required"] = new JsonArray([.. schema.Required.Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]);
        }

        if (schema.AdditionalProperties is { } additional && additional != TypeSchema.Any)
        {
            json["additionalProperties"] = Write(additional);
        }

        if (schema.Items is { } items)
        {
            json["items"] = Write(items);
        }

        WriteValues(schema, json);
        WriteSharing(schema, json);
        if (schema.IsAtomic)
        {
            json["x-kubernetes-map-type"] = "atomic";
        }

        return json;
    }

    private void WriteType(TypeSchema schema, JsonObject json)
    {
        var type = schema.Type switch
        {
            SchemaType.Object => "object",
            SchemaType.List => "array",
            SchemaType.String => "string",
            SchemaType.Integer => "integer",
            SchemaType.Number => "number",
            SchemaType.Boolean => "boolean",
            SchemaType.IntOrString when dialect == OpenApiDialect.Two => "string",
            _ => string.Empty,
        };
        if (type.Length > 0)
        {
            json["type"] = type;
        }

        if (schema.Format.Length > 0 && schema.Format != "quantity")
        {
            json["format"] = schema.Format;
        }

        if (schema.Type == SchemaType.IntOrString && dialect == OpenApiDialect.Three)
        {
            json["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = schema.Format == "quantity" ? "number" : "integer" }, new JsonObject { ["type"] = "string" });
        }

        if (schema.PreserveUnknownFields && !schema.IsBuiltIn)
        {
            json["x-kubernetes-preserve-unknown-fields"] = true;
        }
    }

    private static void WriteValues(TypeSchema schema, JsonObject json)
    {
        if (schema.Default is { } value)
        {
            json["default"] = value.DeepClone();
        }

        if (schema.Enum.Count > 0)
        {
            json["enum"] = new JsonArray([.. schema.Enum.Select(allowed => allowed?.DeepClone())]);
        }

        if (schema.Nullable)
        {
            json["nullable"] = true;
        }

        if (schema.EmbeddedResource)
        {
            json["x-kubernetes-embedded-resource"] = true;
        }

        if (schema.Limits is { Pattern.Length: > 0 } limits)
        {
            json["pattern"] = limits.Pattern;
        }

        if (schema.Rules.Count > 0)
        {
            json["x-kubernetes-validations"] = new JsonArray([.. schema.Rules.Select(rule => new JsonObject
            {
                ["rule"] = rule.Expression,
                ["message"] = rule.Message,
            })]);
        }
    }

    private static void WriteSharing(TypeSchema schema, JsonObject json)
    {
        if (schema.Type == SchemaType.List)
        {
            json["x-kubernetes-list-type"] = schema.ListKind switch { ListKind.Set => "set", ListKind.Map => "map", _ => "atomic" };
            if (schema.MapKeys.Count > 0)
            {
                json["x-kubernetes-list-map-keys"] = new JsonArray([.. schema.MapKeys.Select(key => JsonValue.Create(key))]);
            }
        }

        if (schema.PatchStrategy != PatchStrategy.None)
        {
            string?[] strategies =
            [
                schema.PatchStrategy.HasFlag(PatchStrategy.Merge) ? "merge" : null,
                schema.PatchStrategy.HasFlag(PatchStrategy.Replace) ? "replace" : null,
                schema.PatchStrategy.HasFlag(PatchStrategy.RetainKeys) ? "retainKeys" : null,
            ];
            json["x-kubernetes-patch-strategy"] = string.Join(',', strategies.Where(strategy => strategy is not null));
        }

        if (schema.PatchMergeKey.Length > 0)
        {
            json["x-kubernetes-patch-merge-key"] = schema.PatchMergeKey;
        }
    }
}
