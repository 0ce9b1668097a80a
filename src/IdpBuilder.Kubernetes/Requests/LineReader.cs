namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Reads the lines of a streamed answer as bytes, without ever copying a line that has arrived whole.</summary>
internal sealed class LineReader(HttpResponseMessage response, TimeSpan quietLimit, TimeProvider clock) : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private int _searched;
    private Stream? _body;

    /// <summary>What has arrived of a line that has not ended.</summary>
    public ReadOnlyMemory<byte> Remainder => _buffer.AsMemory(_start, _end - _start);

    /// <summary>
    /// The next line without its end, or null at the end of the stream. The memory is valid until the next call.
    /// A line that the end of the stream cut off is left in <see cref="Remainder"/>.
    /// </summary>
    /// <exception cref="TimeoutException">Nothing arrived for longer than the limit: the connection is taken for dead.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, _searched + length - _start);
                _start = _searched = _searched + length + 1;
                return line;
            }

            _searched = _end;
            MakeRoom();
            var read = await FillAsync(stop).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            _end += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => response.Dispose();

    private async ValueTask<int> FillAsync(CancellationToken stop)
    {
        _body ??= await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        if (quietLimit == Timeout.InfiniteTimeSpan)
        {
            return await _body.ReadAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
        }

        using var quiet = new CancellationTokenSource(quietLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, quiet.Token);
        try
        {
            return await _body.ReadAsync(_buffer.AsMemory(_end), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing arrived for {quietLimit.TotalSeconds:0} s", exception);
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        var target = _start > _buffer.Length / 2 ? _buffer : new byte[_buffer.Length * 2];
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        (_buffer, _end, _searched, _start) = (target, _end - _start, _searched - _start, 0);
    }
}
