namespace IdpBuilder.Embedded.Http;

/// <summary>Frames as a stream: reading it pulls the next frame, so nothing is buffered ahead and closing it ends the source.</summary>
internal sealed class FrameStream(IFrameSource frames) : ForwardStream
{
    private ReadOnlyMemory<byte> _rest;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (await frames.NextAsync(cancellationToken).ConfigureAwait(false) is not { } frame)
            {
                return 0;
            }

            _rest = frame;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            frames.Dispose();
        }

        base.Dispose(disposing);
    }
}
