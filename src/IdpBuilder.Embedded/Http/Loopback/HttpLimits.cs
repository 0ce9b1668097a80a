namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>What a connection may take of the server.</summary>
internal static class HttpLimits
{
    /// <summary>The bytes of a request line and its headers together.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>The headers of a request.</summary>
    public const int Headers = 128;

    /// <summary>The bytes of the line before a chunk.</summary>
    public const int ChunkLineBytes = 1024;

    /// <summary>The connections at one time.</summary>
    public const int Connections = 1024;

    /// <summary>How long a TLS handshake may take.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be silent between requests.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    /// <summary>How long a request may take to arrive, and an answer to be taken.</summary>
    public static readonly TimeSpan Transfer = TimeSpan.FromSeconds(30);
}
