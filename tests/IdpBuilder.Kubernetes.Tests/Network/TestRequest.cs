namespace IdpBuilder.Kubernetes.Tests.Network;

/// <summary>A request as a <see cref="TestServer"/> received it.</summary>
/// <param name="Path">The path.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Certificate">The subject of the client's certificate; empty for none.</param>
/// <param name="ServerName">The name that the client asked TLS for.</param>
internal sealed record TestRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Certificate, string ServerName)
{
    public string Authorization => Headers.GetValueOrDefault("Authorization") ?? string.Empty;
}
