namespace IdpBuilder.Docker.Operations;

/// <summary>Where an engine is reached, and who said so.</summary>
/// <param name="Endpoint">A <c>unix</c>, <c>npipe</c>, <c>tcp</c>, <c>http</c> or <c>https</c> address.</param>
/// <param name="Origin">Where the address comes from, for messages.</param>
/// <param name="Certificates">The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>; empty for a connection without TLS.</param>
internal sealed record EngineAddress(Uri Endpoint, string Origin, string Certificates = "")
{
    /// <summary>The origin of an address that nobody has named.</summary>
    public const string Default = "the default";

    /// <summary>The loopback address.</summary>
    public const string Loopback = "127.0.0.1";

    /// <summary>Whether nobody has said that there is an engine.</summary>
    public bool IsGuess => Origin == Default;

    /// <summary>Where ports that it publishes are reached: the loopback address, unless its own address leads to another machine.</summary>
    public string PublishedAt => Endpoint.Scheme is "unix" or "npipe" || Endpoint.IsLoopback ? Loopback : Endpoint.IdnHost.Trim('[', ']');

    /// <summary>Whether nothing can answer there: the address is a socket file that does not exist.</summary>
    public bool IsAbsent => Endpoint.Scheme == "unix" && !File.Exists(Endpoint.LocalPath);
}
