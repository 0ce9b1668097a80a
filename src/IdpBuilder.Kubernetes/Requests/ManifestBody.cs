using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Writes JSON for the wire.</summary>
internal static class ManifestBody
{
    // Bodies are never embedded in HTML: escaping every quote and umlaut would only make them longer.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The UTF-8 text of a JSON value.</summary>
    public static ReadOnlyMemory<byte> Of(JsonNode json)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }
}
