using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>Answers the requests of one connection, one after the other.</summary>
internal sealed class HttpConnection(Stream stream, ApiServer server, TimeProvider clock)
{
    private readonly ConnectionReader _reader = new(stream);
    private readonly ResponseWriter _writer = new(stream);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await WaitForRequestAsync(stop).ConfigureAwait(false) && await AnswerAsync(stop).ConfigureAwait(false))
            {
                // The answer has been taken and the client may send more.
            }
        }
        catch (StatusException malformed)
        {
            await RefuseAsync(malformed, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await RefuseAsync(StatusFailures.Transport(408, "the request did not arrive in time"), stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitForRequestAsync(CancellationToken stop)
    {
        using var idle = new CancellationTokenSource(HttpLimits.Idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stop);
        try
        {
            return await _reader.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> AnswerAsync(CancellationToken stop)
    {
        using var late = new CancellationTokenSource(HttpLimits.Transfer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        var head = await RequestHead.ReadAsync(_reader, either.Token).ConfigureAwait(false);
        var body = new BodyStream(
            head, _reader, head.ExpectsContinue ? token => new ValueTask(_writer.WriteContinueAsync(token)) : null);
        var response = await server.HandleAsync(Request(head, body), either.Token).ConfigureAwait(false);
        if (response.Frames is { } frames)
        {
            await StreamAsync(response, frames, stop).ConfigureAwait(false);
            return false;
        }

        // What is left of a body that nobody wanted would be taken for the next request.
        var keepAlive = head.KeepsAlive && body.IsAtEnd;
        await _writer.WriteAsync(response, head.Method != "HEAD", keepAlive, either.Token).ConfigureAwait(false);
        return keepAlive;
    }

    private async Task StreamAsync(ApiResponse response, IFrameSource frames, CancellationToken stop)
    {
        using var source = frames;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await _writer.BeginChunksAsync(response, stop).ConfigureAwait(false);
        var farewell = NoticeFarewellAsync(gone);
        try
        {
            while (await source.NextAsync(gone.Token).ConfigureAwait(false) is { } frame)
            {
                using var late = new CancellationTokenSource(HttpLimits.Transfer, clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, gone.Token);
                await _writer.WriteChunkAsync(frame, either.Token).ConfigureAwait(false);
            }

            await _writer.WriteChunkAsync(ReadOnlyMemory<byte>.Empty, gone.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client went away, or did not take what was sent: either way nobody listens any more.
        }

        await gone.CancelAsync().ConfigureAwait(false);
        await farewell.ConfigureAwait(false);
    }

    // A client that watches sends nothing more: whatever arrives, the end above all, ends the watch.
    private async Task NoticeFarewellAsync(CancellationTokenSource gone)
    {
        try
        {
            await _reader.WaitAsync(gone.Token).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Gone as well.
        }

        await gone.CancelAsync().ConfigureAwait(false);
    }

    private async Task RefuseAsync(StatusException malformed, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(HttpLimits.Transfer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        var refusal = ApiResponses.Failure(malformed);
        await _writer.WriteAsync(refusal, withBody: true, keepAlive: false, either.Token).ConfigureAwait(false);
    }

    private static ApiRequest Request(RequestHead head, BodyStream body)
    {
        var question = head.Target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? head.Target : head.Target[..question];
        var query = QueryParameters.Parse(question < 0 ? string.Empty : head.Target[question..]);
        return new ApiRequest(head.Method, path, query, head.Header, body.IsAtEnd ? Stream.Null : body);
    }
}
