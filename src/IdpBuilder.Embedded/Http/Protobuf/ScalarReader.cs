using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>Turns the fields that are no messages into JSON.</summary>
internal static class ScalarReader
{
    /// <summary>Reads a field.</summary>
    /// <exception cref="ProtobufException">The bytes are no such value, or one that JSON cannot say.</exception>
    public static JsonNode Read(ref WireReader wire, WireType type, TypeSchema schema) => schema.Type switch
    {
        SchemaType.String when schema.Format == "byte" => Convert.ToBase64String(wire.ReadBytes(type)),
        SchemaType.String => wire.ReadText(type),
        SchemaType.Boolean => wire.ReadVarint(type) != 0,
        SchemaType.Integer when schema.Format == "int32" => Number((int)wire.ReadVarint(type)),
        SchemaType.Integer => Number((long)wire.ReadVarint(type)),
        SchemaType.Number => Number(wire.ReadDouble(type)),
        _ => throw new ProtobufException($"proto: a field of type {schema} has no protobuf form"),
    };

    /// <summary>A number as the reader of JSON bodies makes it: an element converts to every number type.</summary>
    public static JsonNode Number(long value) => Element(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether it is what the absence of a value is sent as.</summary>
    public static bool IsZero(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>().Length == 0,
        JsonValueKind.False => true,
        JsonValueKind.Number => value.ToJsonString() == "0",
        _ => false,
    };

    private static JsonNode Number(double value) => double.IsFinite(value)
        ? Element(value.ToString("R", CultureInfo.InvariantCulture))
        : throw new ProtobufException("json: unsupported value: " + value.ToString(CultureInfo.InvariantCulture));

    private static JsonValue Element(string text)
    {
        var reader = new Utf8JsonReader(Encoding.ASCII.GetBytes(text));
        return JsonValue.Create(JsonElement.ParseValue(ref reader))!;
    }
}
