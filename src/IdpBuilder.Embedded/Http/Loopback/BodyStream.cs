using System.Globalization;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>The body of a request: so many bytes, or chunks until the last.</summary>
internal sealed class BodyStream : ForwardStream
{
    private readonly ConnectionReader _reader;
    private readonly Func<CancellationToken, ValueTask>? _invite;
    private readonly bool _chunked;
    private long _left;
    private bool _begun;
    private bool _ended;

    /// <summary>Makes the body that follows a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="reader">The connection.</param>
    /// <param name="invite">Tells a client that waits for permission to go on; null when it does not wait.</param>
    public BodyStream(RequestHead head, ConnectionReader reader, Func<CancellationToken, ValueTask>? invite)
    {
        _reader = reader;
        _invite = invite;
        _chunked = head.IsChunked;
        _left = head.ContentLength;
        _ended = !_chunked && _left == 0;
    }

    /// <summary>Whether all of the body has been read.</summary>
    public bool IsAtEnd => _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (!_begun && _invite is not null)
        {
            await _invite(cancellationToken).ConfigureAwait(false);
        }

        _begun = true;
        if (_chunked && _left == 0 && !await NextChunkAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var read = await _reader.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            throw StatusFailures.Transport(400, "the body is shorter than announced");
        }

        _left -= read;
        if (_left == 0)
        {
            await EndPieceAsync(cancellationToken).ConfigureAwait(false);
        }

        return read;
    }

    private async ValueTask EndPieceAsync(CancellationToken stop)
    {
        if (!_chunked)
        {
            _ended = true;
        }
        else if ((await _reader.ReadLineAsync(HttpLimits.ChunkLineBytes, 400, stop).ConfigureAwait(false)).Length > 0)
        {
            throw StatusFailures.Transport(400, "a chunk is longer than announced");
        }
    }

    private async ValueTask<bool> NextChunkAsync(CancellationToken stop)
    {
        var line = await _reader.ReadLineAsync(HttpLimits.ChunkLineBytes, 400, stop).ConfigureAwait(false);
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var size = (semicolon < 0 ? line : line[..semicolon]).Trim();
        if (size.Length > 8 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left))
        {
            throw StatusFailures.Transport(400, "the size of a chunk is no number");
        }

        if (_left > 0)
        {
            return true;
        }

        for (var trailers = 0; trailers <= HttpLimits.Headers; trailers++)
        {
            if ((await _reader.ReadLineAsync(HttpLimits.ChunkLineBytes, 400, stop).ConfigureAwait(false)).Length == 0)
            {
                _ended = true;
                return false;
            }
        }

        throw StatusFailures.Transport(400, "the body has too many trailers");
    }
}
