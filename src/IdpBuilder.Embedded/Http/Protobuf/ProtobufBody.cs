using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>
/// Reads Kubernetes' protobuf bodies: four bytes that announce them, then an envelope that names the type of the message in it.
/// </summary>
internal static class ProtobufBody
{
    /// <summary>The media type of such a body.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    // Options are of every group: clients name the one they talk to.
    private const string Options = "DeleteOptions";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Reads the object in a body.</summary>
    /// <exception cref="ProtobufException">The body is none, or its type has no protobuf form.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw new ProtobufException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        var (type, message) = Open(body[Magic.Length..]);
        var schema = SchemaOf(type)
            ?? throw new ProtobufException($"no kind \"{type.Kind}\" in version \"{type.ApiVersion}\" has a protobuf form");
        var json = new JsonObject { ["kind"] = type.Kind, ["apiVersion"] = type.ApiVersion };
        MessageReader.Fill(json, message, schema.Fields.Numbers, depth: 0);
        return json;
    }

    private static (GroupVersionKind Type, byte[] Message) Open(ReadOnlySpan<byte> envelope)
    {
        var (apiVersion, kind) = (string.Empty, string.Empty);
        byte[] message = [];
        var wire = new WireReader(envelope);
        while (wire.TryReadTag(out var number, out var type))
        {
            switch (number)
            {
                case 1:
                    (apiVersion, kind) = TypeOf(wire.ReadBytes(type));
                    break;
                case 2:
                    message = wire.ReadBytes(type).ToArray();
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        }

        return kind.Length == 0
            ? throw new ProtobufException("Object 'Kind' is missing in the protobuf envelope")
            : (GroupVersionKind.Of(apiVersion, kind), message);
    }

    private static (string ApiVersion, string Kind) TypeOf(ReadOnlySpan<byte> message)
    {
        var (apiVersion, kind) = (string.Empty, string.Empty);
        var wire = new WireReader(message);
        while (wire.TryReadTag(out var number, out var type))
        {
            switch (number)
            {
                case 1:
                    apiVersion = wire.ReadText(type);
                    break;
                case 2:
                    kind = wire.ReadText(type);
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        }

        return (apiVersion, kind);
    }

    private static TypeSchema? SchemaOf(GroupVersionKind type) =>
        SchemaCatalog.Find(type) ?? (type.Kind == Options ? SchemaCatalog.Type("meta." + Options) : null);
}
