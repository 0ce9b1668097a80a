namespace IdpBuilder.Kubernetes.Requests;

/// <summary>How an API server on the network is reached and recognised.</summary>
/// <param name="Server">Its address.</param>
/// <param name="CertificateAuthority">The PEM text of the authorities that its certificate must come from; empty for the system's.</param>
/// <param name="TlsServerName">The name that its certificate must bear, where it is not the address's; empty for the address's.</param>
/// <param name="SkipTlsVerify">Whether any certificate is accepted.</param>
/// <param name="Proxy">The proxy (http, https or socks5); null for the one of the environment.</param>
internal sealed record ServerSettings(
    Uri Server, string CertificateAuthority = "", string TlsServerName = "", bool SkipTlsVerify = false, Uri? Proxy = null)
{
    /// <summary>How a dead connection is noticed.</summary>
    public KeepAlive KeepAlive { get; init; } = KeepAlive.Default;

    /// <summary>The address alone: a proxy's address may hold a password.</summary>
    public override string ToString() => Server.ToString();
}
