using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>What a credential program printed, read.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Expires">Until when it counts; null for as long as the server takes it.</param>
internal sealed record ExecAnswer(RequestCredential Credential, DateTimeOffset? Expires)
{
    /// <summary>Reads an <c>ExecCredential</c>.</summary>
    /// <exception cref="CredentialException">It is none; the message repeats nothing of it.</exception>
    public static ExecAnswer Read(string output, ExecPlugin plugin)
    {
        var answer = Parse(output, plugin);
        if (answer.Text("kind") != "ExecCredential" || answer.Text("apiVersion") != plugin.ApiVersion)
        {
            throw Wrong(plugin, $"printed no ExecCredential of {plugin.ApiVersion}");
        }

        var status = answer.Child("status") ?? throw Wrong(plugin, "printed an ExecCredential without a status");
        var token = status.Text("token");
        var (certificate, key) = (status.Text("clientCertificateData"), status.Text("clientKeyData"));
        if (token.Length == 0 && certificate.Length == 0)
        {
            throw Wrong(plugin, "gave neither a token nor a client certificate");
        }

        if (certificate.Length == 0 != (key.Length == 0))
        {
            throw Wrong(plugin, "gave one of client certificate and key without the other");
        }

        try
        {
            return new ExecAnswer(
                RequestCredential.OfToken(token, certificate.Length == 0 ? null : ClientCertificate.Of(certificate, key)),
                status.Time("expirationTimestamp"));
        }
        catch (CryptographicException exception)
        {
            throw Wrong(plugin, $"gave a client certificate that cannot be used ({exception.Message})");
        }
        catch (FormatException)
        {
            throw Wrong(plugin, "gave a token that no header can carry");
        }
    }

    private static JsonObject Parse(string output, ExecPlugin plugin)
    {
        try
        {
            return JsonNode.Parse(output) as JsonObject ?? throw Wrong(plugin, "printed no JSON object");
        }
        catch (JsonException)
        {
            // The parser's message quotes what it read.
            throw Wrong(plugin, "printed no JSON object");
        }
    }

    private static CredentialException Wrong(ExecPlugin plugin, string how) => new($"the credential program '{plugin.Command}' {how}");
}
