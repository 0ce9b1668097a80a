using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace IdpBuilder.Kubernetes.Forwarding;

/// <summary>
/// A connection to a port of a Pod, inside a WebSocket to the API server. Every message begins with the number of a channel: one carries
/// the bytes, the other says what went wrong; the first two bytes on each repeat the port.
/// </summary>
internal sealed class PodPortStream : Stream
{
    private const byte Data = 0;
    private const byte Errors = 1;
    private const int PortBytes = 2;
    private const int MostBytes = 32 * 1024;

    private readonly WebSocket _socket;
    private readonly CancellationTokenRegistration _closing;
    private readonly byte[] _buffer = new byte[MostBytes];
    private readonly StringBuilder _error = new();
    private readonly int[] _portBytesLeft = [PortBytes, PortBytes];
    private Memory<byte> _unread;
    private byte _channel;
    private bool _withinMessage;

    /// <summary>Takes over a socket that has been opened for one port.</summary>
    /// <param name="socket">The socket; closed with the stream.</param>
    /// <param name="closed">Cancelled when the connection to the cluster is closed.</param>
    public PodPortStream(WebSocket socket, CancellationToken closed) => (_socket, _closing) = (socket, closed.Register(socket.Abort));

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw OnlyForwards();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw OnlyForwards();
        set => throw OnlyForwards();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_unread.Length == 0)
        {
            if (!await ReceiveAsync(cancellationToken).ConfigureAwait(false))
            {
                return _error.Length == 0 ? 0 : throw new IOException(_error.ToString());
            }
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var frame = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length, MostBytes) + 1);
        try
        {
            frame[0] = Data;
            for (var rest = buffer; rest.Length > 0;)
            {
                // The other end understands only messages of one frame.
                var count = Math.Min(rest.Length, MostBytes);
                rest[..count].CopyTo(frame.AsMemory(1));
                await _socket.SendAsync(frame.AsMemory(0, count + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
                rest = rest[count..];
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException)
        {
            throw new IOException(_error.Length > 0 ? _error.ToString() : "the connection through the API server is lost", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw OnlyAsync();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw OnlyAsync();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw OnlyForwards();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw OnlyForwards();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closing.Dispose();
            _socket.Dispose();
        }

        base.Dispose(disposing);
    }

    // False when the Pod's end has been closed.
    private async Task<bool> ReceiveAsync(CancellationToken stop)
    {
        ValueWebSocketReceiveResult result;
        try
        {
            result = await _socket.ReceiveAsync(_buffer.AsMemory(), stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException)
        {
            throw new IOException(_error.Length > 0 ? _error.ToString() : "the connection through the API server is lost", exception);
        }

        if (result.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        Take(_buffer.AsMemory(0, result.Count));
        _withinMessage = !result.EndOfMessage;
        return true;
    }

    private void Take(Memory<byte> bytes)
    {
        if (!_withinMessage && bytes.Length > 0)
        {
            (_channel, bytes) = (bytes.Span[0], bytes[1..]);
        }

        if (_channel > Errors)
        {
            return;
        }

        var announced = Math.Min(bytes.Length, _portBytesLeft[_channel]);
        _portBytesLeft[_channel] -= announced;
        bytes = bytes[announced..];
        if (_channel == Data)
        {
            _unread = bytes;
        }
        else
        {
            _error.Append(Encoding.UTF8.GetString(bytes.Span));
        }
    }

    private static NotSupportedException OnlyForwards() => new("A connection has neither a length nor places to go back to.");

    private static NotSupportedException OnlyAsync() => new("A connection is read and written asynchronously.");
}
