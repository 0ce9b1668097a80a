using System.Globalization;
using System.Text;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>Writes answers to a connection.</summary>
internal sealed class ResponseWriter(Stream stream)
{
    private static readonly Dictionary<int, string> Phrases = new()
    {
        [200] = "OK",
        [201] = "Created",
        [202] = "Accepted",
        [400] = "Bad Request",
        [401] = "Unauthorized",
        [403] = "Forbidden",
        [404] = "Not Found",
        [405] = "Method Not Allowed",
        [406] = "Not Acceptable",
        [408] = "Request Timeout",
        [409] = "Conflict",
        [410] = "Gone",
        [413] = "Content Too Large",
        [414] = "URI Too Long",
        [415] = "Unsupported Media Type",
        [422] = "Unprocessable Content",
        [429] = "Too Many Requests",
        [431] = "Request Header Fields Too Large",
        [500] = "Internal Server Error",
        [503] = "Service Unavailable",
        [504] = "Gateway Timeout",
        [505] = "HTTP Version Not Supported",
    };

    public async Task WriteContinueAsync(CancellationToken stop)
    {
        await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop).ConfigureAwait(false);
        await stream.FlushAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Writes an answer that is there as a whole.</summary>
    public async Task WriteAsync(ApiResponse response, bool withBody, bool keepAlive, CancellationToken stop)
    {
        var length = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        var head = Head(response, length, keepAlive);
        var all = new byte[head.Length + (withBody ? response.Body.Length : 0)];
        head.CopyTo(all, 0);
        if (withBody)
        {
            response.Body.CopyTo(all.AsMemory(head.Length));
        }

        await stream.WriteAsync(all, stop).ConfigureAwait(false);
        await stream.FlushAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Writes the head of an answer that comes piece by piece, after which the connection is closed.</summary>
    public async Task BeginChunksAsync(ApiResponse response, CancellationToken stop)
    {
        await stream.WriteAsync(Head(response, "Transfer-Encoding: chunked\r\n", keepAlive: false), stop).ConfigureAwait(false);
        await stream.FlushAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Writes a piece; an empty one ends the answer.</summary>
    public async Task WriteChunkAsync(ReadOnlyMemory<byte> piece, CancellationToken stop)
    {
        var size = Encoding.ASCII.GetBytes(piece.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        var chunk = new byte[size.Length + piece.Length + 2];
        size.CopyTo(chunk, 0);
        piece.CopyTo(chunk.AsMemory(size.Length));
        chunk[^2] = (byte)'\r';
        chunk[^1] = (byte)'\n';
        await stream.WriteAsync(chunk, stop).ConfigureAwait(false);
        await stream.FlushAsync(stop).ConfigureAwait(false);
    }

    private static byte[] Head(ApiResponse response, string framing, bool keepAlive)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} {Phrases.GetValueOrDefault(response.Status, "Status")}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {response.ContentType}\r\nCache-Control: no-cache, private\r\n");
        foreach (var (name, value) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(framing).Append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }
}
