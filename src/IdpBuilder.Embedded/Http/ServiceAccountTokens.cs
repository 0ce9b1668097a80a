using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Makes and recognises the tokens of service accounts: signed with a key that lives as long as the cluster.</summary>
internal sealed class ServiceAccountTokens(ObjectStore store, TimeProvider clock)
{
    private const string Issuer = "https://kubernetes.default.svc.cluster.local";
    private static readonly ResourceId Accounts = new(string.Empty, "serviceaccounts");
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Makes a token of an account.</summary>
    public string Issue(string inNamespace, string account, string uid, JsonArray audiences, DateTimeOffset expires)
    {
        var header = new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" };
        var claims = new JsonObject
        {
            ["aud"] = audiences.DeepClone(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = inNamespace,
                ["serviceaccount"] = new JsonObject { ["name"] = account, ["uid"] = uid },
            },
            ["sub"] = $"system:serviceaccount:{inNamespace}:{account}",
        };
        var text = $"{Encode(header)}.{Encode(claims)}";
        return $"{text}.{Base64(Sign(text))}";
    }

    /// <summary>The user that a token stands for; null when the token is none of ours, has expired, or its account is gone.</summary>
    public JsonObject? UserOf(string token)
    {
        var dot = token.LastIndexOf('.');
        if (dot < 0 || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64(Sign(token[..dot]))), Encoding.UTF8.GetBytes(token[(dot + 1)..])))
        {
            return null;
        }

        // Signed by us, so it is what we wrote.
        var claims = (JsonObject)JsonNode.Parse(Decode(token.Split('.')[1]))!;
        if (claims.Whole("exp") <= clock.GetUtcNow().ToUnixTimeSeconds())
        {
            return null;
        }

        var inNamespace = claims.Child("kubernetes.io").Text("namespace");
        var (name, uid) = (claims.Child("kubernetes.io").Child("serviceaccount").Text("name"), claims.Child("kubernetes.io").Child("serviceaccount").Text("uid"));
        if (store.Find(new ObjectAddress(Accounts, inNamespace, name))?.Uid != uid)
        {
            return null;
        }

        return new JsonObject
        {
            ["username"] = claims.Text("sub"),
            ["uid"] = uid,
            ["groups"] = new JsonArray("system:serviceaccounts", $"system:serviceaccounts:{inNamespace}", "system:authenticated"),
        };
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));

    private static string Encode(JsonObject json) => Base64(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Decode(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
