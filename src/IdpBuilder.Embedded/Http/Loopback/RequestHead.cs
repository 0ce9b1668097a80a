using System.Globalization;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>The line and the headers of an HTTP request.</summary>
internal sealed class RequestHead
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private RequestHead(string method, string target, bool isVersion11)
    {
        Method = method;
        Target = target;
        IsVersion11 = isVersion11;
    }

    public string Method { get; }

    /// <summary>Path and query.</summary>
    public string Target { get; }

    public bool IsVersion11 { get; }

    /// <summary>Whether the client wants to send more over the connection.</summary>
    public bool KeepsAlive => IsVersion11 && !Has("Connection", "close");

    public bool ExpectsContinue => Has("Expect", "100-continue");

    public bool IsChunked => Has("Transfer-Encoding", "chunked");

    /// <summary>The length of the body; 0 when it has none or comes in chunks.</summary>
    public long ContentLength { get; private set; }

    /// <summary>A header's value; empty when it was not sent.</summary>
    public string Header(string name) => _headers.GetValueOrDefault(name, string.Empty);

    public static async Task<RequestHead> ReadAsync(ConnectionReader reader, CancellationToken stop)
    {
        var line = await reader.ReadLineAsync(HttpLimits.HeadBytes, 414, stop).ConfigureAwait(false);
        var head = ReadLine(line);
        var left = HttpLimits.HeadBytes - line.Length;
        for (var count = 0; ; count++)
        {
            var header = await reader.ReadLineAsync(left, 431, stop).ConfigureAwait(false);
            if (header.Length == 0)
            {
                head.CheckFraming();
                return head;
            }

            if (count == HttpLimits.Headers)
            {
                throw StatusFailures.Transport(431, "the request has too many headers");
            }

            left -= header.Length;
            head.Add(header);
        }
    }

    private static RequestHead ReadLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0].Length == 0 || !parts[0].All(char.IsAsciiLetterUpper) || !parts[1].StartsWith('/'))
        {
            throw StatusFailures.Transport(400, "the first line is no HTTP request");
        }

        return parts[2] switch
        {
            "HTTP/1.1" => new RequestHead(parts[0], parts[1], true),
            "HTTP/1.0" => new RequestHead(parts[0], parts[1], false),
            _ => throw StatusFailures.Transport(505, "only HTTP/1.1 is spoken here"),
        };
    }

    private void Add(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || header[..colon].Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            throw StatusFailures.Transport(400, "a header is malformed");
        }

        var name = header[..colon];
        var value = header[(colon + 1)..].Trim();
        _headers[name] = _headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
    }

    // Where a body ends must be beyond doubt: a request with two opinions about it could smuggle another one.
    private void CheckFraming()
    {
        var length = Header("Content-Length");
        var encoding = Header("Transfer-Encoding");
        if (encoding.Length > 0 && (length.Length > 0 || !encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase)))
        {
            throw StatusFailures.Transport(400, "the length of the body is in doubt");
        }

        if (length.Length > 0)
        {
            ContentLength = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw StatusFailures.Transport(400, "the content length is no number");
        }
    }

    private bool Has(string name, string token) =>
        Header(name).Split(',').Any(value => value.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));
}
