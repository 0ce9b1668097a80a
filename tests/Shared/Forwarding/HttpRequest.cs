using System.Text;

namespace IdpBuilder.Tests.Forwarding;

/// <summary>A request as it came over a socket.</summary>
internal sealed record HttpRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The next request; null when the client has closed the connection.</summary>
    public static async Task<HttpRequest?> ReadAsync(Stream stream, CancellationToken stop)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, stop) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop);
        var target = lines[0].Split(' ')[1].Split('?', 2);
        return new HttpRequest(lines[0].Split(' ')[0], Uri.UnescapeDataString(target[0]), target.ElementAtOrDefault(1) ?? string.Empty, headers, body);
    }
}
