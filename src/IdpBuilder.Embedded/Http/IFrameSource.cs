namespace IdpBuilder.Embedded.Http;

/// <summary>A body that comes piece by piece. Disposing it ends a wait for the next piece.</summary>
internal interface IFrameSource : IDisposable
{
    /// <summary>The next piece; null when there will be no more.</summary>
    ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken stop);
}
