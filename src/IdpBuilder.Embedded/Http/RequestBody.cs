using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Http.Protobuf;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Reads bodies within their limit, in the formats a client may send.</summary>
internal sealed class RequestBody(IManifestReader manifests)
{
    /// <summary>The size of the largest body, in bytes.</summary>
    public const int Limit = 3 * 1024 * 1024;

    private const string Accepted = $"application/json, application/yaml, {ProtobufBody.MediaType}";

    /// <summary>Reads all bytes of a body.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(ApiRequest request, CancellationToken stop)
    {
        if (ReferenceEquals(request.Body, Stream.Null))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        return request.Body.CanSeek
            ? await ReadKnownAsync(request.Body, stop).ConfigureAwait(false)
            : await ReadUnknownAsync(request.Body, stop).ConfigureAwait(false);
    }

    /// <summary>The media type of the body without parameters.</summary>
    public static string MediaType(ApiRequest request)
    {
        var header = request.Header("Content-Type");
        var semicolon = header.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? header : header[..semicolon]).Trim().ToLowerInvariant();
    }

    /// <summary>Reads the object in a body.</summary>
    /// <param name="mediaType">The body's media type; empty means JSON.</param>
    /// <param name="bytes">The body.</param>
    /// <param name="kind">The kind that is expected, for messages.</param>
    /// <returns>The object, and the paths of fields that came twice.</returns>
    public (JsonObject Json, IReadOnlyList<string> Duplicates) ReadObject(string mediaType, ReadOnlyMemory<byte> bytes, string kind)
    {
        var (node, duplicates) = mediaType switch
        {
            "" or "application/json" => ReadJson(bytes, kind),
            "application/yaml" or "application/x-yaml" or "text/yaml" or "application/apply-patch+yaml" => (ReadYaml(bytes, kind), []),
            ProtobufBody.MediaType => (ReadProtobuf(bytes, kind), []),
            _ => throw StatusFailures.UnsupportedMediaType(Accepted),
        };
        return node is JsonObject json
            ? (json, duplicates)
            : throw StatusFailures.BadRequest($"the object provided is unrecognized (must be of type {kind}): it is no JSON object");
    }

    public static (JsonNode? Node, IReadOnlyList<string> Duplicates) ReadJson(ReadOnlyMemory<byte> bytes, string kind)
    {
        try
        {
            return CompleteJson.Read(bytes.Span);
        }
        catch (JsonException malformed)
        {
            throw StatusFailures.BadRequest(
                $"the object provided is unrecognized (must be of type {kind}): couldn't get version/kind; json parse error: {malformed.Message}");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadKnownAsync(Stream body, CancellationToken stop)
    {
        var length = body.Length - body.Position;
        if (length > Limit)
        {
            throw StatusFailures.TooLarge(Limit);
        }

        var bytes = new byte[length];
        await body.ReadExactlyAsync(bytes, stop).ConfigureAwait(false);
        return bytes;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadUnknownAsync(Stream body, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await body.ReadAsync(chunk, stop).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > Limit)
                {
                    throw StatusFailures.TooLarge(Limit);
                }

                buffer.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static JsonObject ReadProtobuf(ReadOnlyMemory<byte> bytes, string kind)
    {
        try
        {
            return ProtobufBody.Read(bytes.Span);
        }
        catch (ProtobufException malformed)
        {
            throw StatusFailures.BadRequest($"the object provided is unrecognized (must be of type {kind}): {malformed.Message}");
        }
    }

    private JsonNode? ReadYaml(ReadOnlyMemory<byte> bytes, string kind)
    {
        // JSON is YAML too, and much faster to read.
        if (bytes.Length > 0 && bytes.Span[0] == (byte)'{')
        {
            return ReadJson(bytes, kind).Node;
        }

        var diagnostics = new List<Diagnostic>();
        var documents = manifests.Read(Encoding.UTF8.GetString(bytes.Span), "request body", diagnostics);
        var error = diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (error is not null)
        {
            throw StatusFailures.BadRequest($"error converting YAML to JSON: yaml: line {error.Span.Line}: {error.Message}");
        }

        return documents.FirstOrDefault(document => document.Content is not null)?.Content;
    }
}
