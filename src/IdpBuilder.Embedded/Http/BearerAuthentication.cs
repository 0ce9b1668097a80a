using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Embedded.Http;

/// <summary>Lets in who knows the cluster's token, or has one of a service account.</summary>
internal sealed class BearerAuthentication
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _expected;
    private readonly ServiceAccountTokens _tokens;

    public BearerAuthentication(string token, ServiceAccountTokens tokens)
    {
        _expected = Digest(token);
        _tokens = tokens;
    }

    /// <summary>Whether a path tells nothing that needs protection: the health checks.</summary>
    public static bool IsOpen(string path) => path is "/healthz" or "/livez" or "/readyz";

    /// <summary>The token of a request; empty when it has none.</summary>
    public static string TokenOf(ApiRequest request)
    {
        var header = request.Header("Authorization");
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : string.Empty;
    }

    /// <summary>Whether a request may pass.</summary>
    public bool Accepts(ApiRequest request) => TokenOf(request) is { Length: > 0 } token && (Knows(token) || _tokens.UserOf(token) is not null);

    /// <summary>Whether a token is the cluster's own; digests of equal length are compared, so that the time taken tells nothing.</summary>
    public bool Knows(string token) => CryptographicOperations.FixedTimeEquals(Digest(token), _expected);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
