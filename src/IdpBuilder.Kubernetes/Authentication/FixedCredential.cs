namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>A credential that never changes.</summary>
internal sealed class FixedCredential(RequestCredential credential) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<RequestCredential> GetAsync(CancellationToken stop) => new(credential);

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(RequestCredential refused, CancellationToken stop) => new(false);

    /// <inheritdoc/>
    public void Dispose() => credential.Certificate?.Dispose();
}
