using System.Text;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>Reads lines and bytes of a connection.</summary>
internal sealed class ConnectionReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Waits until there is something to read; false when the other side has closed.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken stop) =>
        _start < _end || await FillAsync(stop).ConfigureAwait(false);

    /// <summary>Reads a line without its end.</summary>
    /// <param name="limit">The bytes a line may have.</param>
    /// <param name="tooLong">The status that answers a longer one.</param>
    /// <param name="stop">Ends the wait.</param>
    public async ValueTask<string> ReadLineAsync(int limit, int tooLong, CancellationToken stop)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (!await WaitAsync(stop).ConfigureAwait(false))
            {
                throw StatusFailures.Transport(400, "the request ends in the middle of a line");
            }

            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var taken = length < 0 ? _end - _start : length;
            line.Write(_buffer, _start, taken);
            _start += length < 0 ? taken : taken + 1;
            if (line.Length > limit)
            {
                throw StatusFailures.Transport(tooLong, "a line of the request is too long");
            }

            if (length >= 0)
            {
                return Encoding.Latin1.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
            }
        }
    }

    /// <summary>Reads some bytes; 0 when the other side has closed.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken stop)
    {
        if (!await WaitAsync(stop).ConfigureAwait(false))
        {
            return 0;
        }

        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, stop).ConfigureAwait(false);
        return _end > 0;
    }
}
