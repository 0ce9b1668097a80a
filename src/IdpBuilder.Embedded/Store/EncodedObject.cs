using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Store;

/// <summary>An object's UTF-8 JSON, arranged so that its type fields can be left out without encoding it again.</summary>
/// <param name="Utf8">The whole object; <c>kind</c> and <c>apiVersion</c> come first.</param>
/// <param name="FieldsAt">Where the field after those two begins.</param>
internal sealed record EncodedObject(byte[] Utf8, int FieldsAt)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object without <c>kind</c> and <c>apiVersion</c>, lacking its opening brace: built-in lists leave them out.</summary>
    public ReadOnlySpan<byte> Fields => Utf8.AsSpan(FieldsAt);

    public static EncodedObject Of(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        WriteText(writer, "kind", json);
        WriteText(writer, "apiVersion", json);
        writer.Flush();
        var typed = (int)writer.BytesCommitted;
        foreach (var (name, value) in json)
        {
            if (name is "kind" or "apiVersion")
            {
                continue;
            }

            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        return new EncodedObject(bytes, bytes[typed] == (byte)',' ? typed + 1 : typed);
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, JsonObject json)
    {
        if (json[name] is JsonValue value && value.TryGetValue(out string? text))
        {
            writer.WriteString(name, text);
        }
    }
}
