using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Embedded.Http;

/// <summary>Lets in who knows the cluster's token.</summary>
internal sealed class BearerAuthentication
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _expected;

    public BearerAuthentication(string token) => _expected = Digest(token);

    /// <summary>Whether a request may pass; digests of equal length are compared, so that the time taken tells nothing.</summary>
    public bool Accepts(ApiRequest request)
    {
        var header = request.Header("Authorization");
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(header[Scheme.Length..].Trim()), _expected);
    }

    /// <summary>Whether a path tells nothing that needs protection: the health checks.</summary>
    public static bool IsOpen(string path) => path is "/healthz" or "/livez" or "/readyz";

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
