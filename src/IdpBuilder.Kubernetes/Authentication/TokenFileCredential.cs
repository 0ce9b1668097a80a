using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>
/// A token in a file that something else keeps fresh, as kubelet does for service accounts. It is read anew every few seconds rather than
/// when the file changes: kubelet swaps a directory behind links, of which the file's own time says nothing.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="certificate">A client certificate that goes with the token.</param>
/// <param name="clock">Measures the age of what was read.</param>
internal sealed class TokenFileCredential(string path, X509Certificate2? certificate, TimeProvider clock) : ICredentialSource
{
    /// <summary>For how long what was read counts.</summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private volatile Reading? _last;

    /// <inheritdoc/>
    public async ValueTask<RequestCredential> GetAsync(CancellationToken stop)
    {
        if (_last is { } last && clock.GetElapsedTime(last.At) < Freshness)
        {
            return last.Credential;
        }

        return await ReadAsync(stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenewAsync(RequestCredential refused, CancellationToken stop) =>
        !Equals((await ReadAsync(stop).ConfigureAwait(false)).Authorization, refused.Authorization);

    /// <inheritdoc/>
    public void Dispose() => certificate?.Dispose();

    private async Task<RequestCredential> ReadAsync(CancellationToken stop)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(path, stop).ConfigureAwait(false)).Trim();
            var credential = token.Length > 0
                ? RequestCredential.OfToken(token, certificate)
                : throw new CredentialException($"the token file '{path}' is empty");
            _last = new Reading(credential, clock.GetTimestamp());
            return credential;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the token file '{path}' cannot be read ({exception.Message.TrimEnd('.')})", inner: exception);
        }
    }

    private sealed record Reading(RequestCredential Credential, long At);
}
