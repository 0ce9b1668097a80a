using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>The messages whose JSON is no object of their fields, by the names of their types.</summary>
internal static class WellKnownMessages
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private const string Extensions = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";

    // From the beginning of the year 1 to the end of 9999, in seconds since 1970.
    private static readonly (long First, long Last) Times = (-62_135_596_800, 253_402_300_799);

    private static readonly Dictionary<string, Reading> Readings = new(StringComparer.Ordinal)
    {
        [Meta + "Time"] = (message, _) => Time(message, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        [Meta + "MicroTime"] = (message, _) => Time(message, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        [Meta + "FieldsV1"] = (message, _) => RawJson(message),
        ["io.k8s.apimachinery.pkg.runtime.RawExtension"] = (message, _) => RawJson(message),
        ["io.k8s.apimachinery.pkg.api.resource.Quantity"] = (message, _) => Fields(message).Text(1) is { Length: > 0 } text ? text : "0",
        ["io.k8s.apimachinery.pkg.util.intstr.IntOrString"] = (message, _) => IntOrString(message),
        [Extensions + "JSON"] = (message, _) => RawJson(message),
        [Extensions + "JSONSchemaPropsOrArray"] = SchemaOrList,
        [Extensions + "JSONSchemaPropsOrBool"] = SchemaOrBool,
        [Extensions + "JSONSchemaPropsOrStringArray"] = SchemaOrTexts,
    };

    /// <summary>Reads a message; null is what JSON knows as null.</summary>
    public delegate JsonNode? Reading(ReadOnlySpan<byte> message, int depth);

    /// <summary>How messages of a type are read; null for those that are objects of their fields.</summary>
    public static Reading? Find(string typeName) => Readings.GetValueOrDefault(typeName);

    // Seconds and nanoseconds; a time that was not set is sent without either.
    private static JsonNode? Time(ReadOnlySpan<byte> message, string format)
    {
        if (message.IsEmpty)
        {
            return null;
        }

        var fields = Fields(message);
        var seconds = (long)fields.Number(1);
        return seconds >= Times.First && seconds <= Times.Last
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                .AddTicks(Math.Clamp((int)fields.Number(2), 0, 999_999_999) / 100)
                .ToString(format, CultureInfo.InvariantCulture)
            : throw new ProtobufException("Time.MarshalJSON: year outside of range [0,9999]");
    }

    private static JsonNode? RawJson(ReadOnlySpan<byte> message)
    {
        var raw = Fields(message).Bytes(1);
        try
        {
            return raw.IsEmpty ? null : CompleteJson.Read(raw.Span).Root;
        }
        catch (JsonException malformed)
        {
            throw new ProtobufException("json parse error: " + malformed.Message, malformed);
        }
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> message)
    {
        var fields = Fields(message);
        return fields.Number(1) == 0 ? ScalarReader.Number((int)fields.Number(2)) : fields.Text(3);
    }

    private static JsonNode? SchemaOrList(ReadOnlySpan<byte> message, int depth)
    {
        var fields = Fields(message);
        return fields.Has(1) ? Schema(fields.Bytes(1), depth)
            : new JsonArray([.. fields.All(2).Select(schema => Schema(schema, depth))]);
    }

    private static JsonNode? SchemaOrBool(ReadOnlySpan<byte> message, int depth)
    {
        var fields = Fields(message);
        return fields.Has(2) ? Schema(fields.Bytes(2), depth) : fields.Number(1) != 0;
    }

    private static JsonNode? SchemaOrTexts(ReadOnlySpan<byte> message, int depth)
    {
        var fields = Fields(message);
        return fields.Has(1) ? Schema(fields.Bytes(1), depth) : new JsonArray([.. fields.Texts(2).Select(text => JsonValue.Create(text))]);
    }

    private static JsonObject Schema(ReadOnlyMemory<byte> message, int depth)
    {
        var json = new JsonObject();
        MessageReader.Fill(json, message.Span, SchemaCatalog.Type("apiextensions.JSONSchemaProps").Fields.Numbers, depth + 1);
        return json;
    }

    private static WireFields Fields(ReadOnlySpan<byte> message) => WireFields.Read(message);
}
