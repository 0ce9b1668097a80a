using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Images;

/// <summary>Images that come in one stream.</summary>
/// <param name="Images">The images.</param>
/// <param name="Platform">What they run on; empty for the nodes' own.</param>
/// <param name="Size">About how many bytes come.</param>
/// <param name="OpenAsync">Opens the stream.</param>
/// <param name="Broken">What it means for the user when the stream cannot be read to its end.</param>
internal sealed record ImageBatch(
    IReadOnlyList<ImageIdentity> Images, string Platform, long Size, Func<CancellationToken, Task<Stream>> OpenAsync, Func<Exception, IdpException> Broken);
