namespace IdpBuilder.Embedded.Http;

/// <summary>An answer, however it goes out.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The whole body; empty when it comes piece by piece.</param>
internal sealed record ApiResponse(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>A body that comes piece by piece, for as long as the client stays; null for a body that is there at once.</summary>
    public IFrameSource? Frames { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ApiResponse With(IEnumerable<KeyValuePair<string, string>> headers) => this with { Headers = [.. Headers, .. headers] };
}
