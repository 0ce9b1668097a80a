using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>
/// Writes the OpenAPI document of version 2 in the protobuf form of gnostic, which kubectl asks for and takes nothing in place of: old
/// versions before they apply anything, new ones for kinds that version 3 does not know. It writes what our documents contain.
/// </summary>
internal static class OpenApiMessage
{
    /// <summary>What the media types of the form begin with; clients write the version behind it in two ways.</summary>
    public const string MediaTypePrefix = "application/com.github.proto-openapi.spec.v2";

    /// <summary>The media type of the answer.</summary>
    public const string MediaType = MediaTypePrefix + ".v1.0+protobuf";

    private static readonly (string Method, int Field)[] Methods = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("patch", 8)];

    public static ReadOnlyMemory<byte> Write(JsonObject document)
    {
        var message = new WireWriter();
        message.Text(1, document.Text("swagger"));
        message.Message(2, info =>
        {
            info.Text(1, document.Child("info").Text("title"));
            info.Text(2, document.Child("info").Text("version"));
        });
        message.Message(8, paths => WriteNamed(paths, 2, document.Child("paths"), WritePath));
        message.Message(9, definitions => WriteNamed(definitions, 1, document.Child("definitions"), WriteSchema));
        return message.Written;
    }

    private static void WriteNamed(WireWriter message, int field, JsonObject? values, Action<WireWriter, JsonObject> write)
    {
        foreach (var (name, value) in values ?? [])
        {
            message.Message(field, named =>
            {
                named.Text(1, name);
                named.Message(2, content => write(content, (JsonObject)value!));
            });
        }
    }

    private static void WritePath(WireWriter message, JsonObject path)
    {
        foreach (var (method, field) in Methods)
        {
            if (path.Child(method) is { } operation)
            {
                message.Message(field, content => WriteOperation(content, operation));
            }
        }

        WriteParameters(message, 9, path);
    }

    private static void WriteOperation(WireWriter message, JsonObject operation)
    {
        WriteTexts(message, 7, operation, "consumes");
        WriteParameters(message, 8, operation);
        message.Message(9, responses => WriteNamed(responses, 1, operation.Child("responses"), (value, response) => value.Message(1, content =>
        {
            content.Text(1, response.Text("description"));
            content.Message(2, item => item.Message(1, schema => WriteSchema(schema, response.Child("schema") ?? [])));
        })));
        WriteExtensions(message, 13, operation);
    }

    private static void WriteParameters(WireWriter message, int field, JsonObject owner)
    {
        foreach (var parameter in owner.Children("parameters"))
        {
            message.Message(field, item => item.Message(1, kind =>
            {
                if (parameter.Text("in") == "body")
                {
                    kind.Message(1, body => WriteBody(body, parameter));
                }
                else
                {
                    kind.Message(2, other => WriteParameter(other, parameter));
                }
            }));
        }
    }

    private static void WriteBody(WireWriter message, JsonObject parameter)
    {
        message.Text(2, parameter.Text("name"));
        message.Text(3, "body");
        message.Flag(4, true);
        message.Message(5, schema => WriteSchema(schema, parameter.Child("schema") ?? []));
    }

    // Parameters of a query know one field more than those of a path, in front of the type.
    private static void WriteParameter(WireWriter message, JsonObject parameter)
    {
        var inQuery = parameter.Text("in") == "query";
        message.Message(inQuery ? 3 : 4, content =>
        {
            content.Flag(1, parameter.Flag("required"));
            content.Text(2, parameter.Text("in"));
            content.Text(4, parameter.Text("name"));
            content.Text(inQuery ? 6 : 5, parameter.Text("type"));
            content.Flag(inQuery ? 20 : 19, parameter.Flag("uniqueItems"));
        });
    }

    private static void WriteSchema(WireWriter message, JsonObject schema)
    {
        WriteText(message, 1, schema, "$ref");
        WriteText(message, 2, schema, "format");
        WriteText(message, 4, schema, "description");
        if (schema.ContainsKey("default"))
        {
            message.Message(5, any => WriteAny(any, schema["default"]));
        }

        WriteText(message, 13, schema, "pattern");
        WriteTexts(message, 19, schema, "required");
        foreach (var value in schema["enum"] as JsonArray ?? [])
        {
            message.Message(20, any => WriteAny(any, value));
        }

        if (schema.Child("additionalProperties") is { } additional)
        {
            message.Message(21, item => item.Message(1, content => WriteSchema(content, additional)));
        }

        if (schema.Text("type") is { Length: > 0 } type)
        {
            message.Message(22, item => item.Text(1, type));
        }

        if (schema.Child("items") is { } items)
        {
            message.Message(23, item => item.Message(1, content => WriteSchema(content, items)));
        }

        if (schema.Child("properties") is { } properties)
        {
            message.Message(25, content => WriteNamed(content, 1, properties, WriteSchema));
        }

        WriteExtensions(message, 31, schema);
    }

    private static void WriteExtensions(WireWriter message, int field, JsonObject owner)
    {
        foreach (var (name, value) in owner.Where(property => property.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            message.Message(field, named =>
            {
                named.Text(1, name);
                named.Message(2, any => WriteAny(any, value));
            });
        }
    }

    // Any value is YAML in a text, and JSON is YAML.
    private static void WriteAny(WireWriter message, JsonNode? value) => message.Text(2, value?.ToJsonString() ?? "null");

    private static void WriteText(WireWriter message, int field, JsonObject owner, string name)
    {
        if (owner.Text(name) is { Length: > 0 } text)
        {
            message.Text(field, text);
        }
    }

    private static void WriteTexts(WireWriter message, int field, JsonObject owner, string name)
    {
        foreach (var text in owner.Texts(name))
        {
            message.Text(field, text);
        }
    }
}
