using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>Makes the credentials of the core packages, new for each cluster.</summary>
internal static class PlatformSecrets
{
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>The Secrets that Argo CD and Gitea would have, under the Go tool's names and labels.</summary>
    public static IEnumerable<Manifest> Make() =>
    [
        Secret(CoreSecret.ArgoCd, ("password", Random(16))),
        Secret(CoreSecret.Gitea, ("username", "giteaAdmin"), ("password", Random(40)), ("token", RandomNumberGenerator.GetHexString(40, lowercase: true))),
    ];

    /// <summary>A bearer token for the API.</summary>
    public static string Token() => Random(48);

    private static string Random(int length) => RandomNumberGenerator.GetString(Characters, length);

    private static Manifest Secret(CoreSecret secret, params (string Key, string Value)[] values) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = secret.Name,
            ["namespace"] = secret.Namespace,
            ["labels"] = new JsonObject
            {
                [SecretLabels.Offered] = "true",
                [SecretLabels.Package] = secret.Package,
                [SecretLabels.PackageType] = "core",
            },
        },
        ["type"] = "Opaque",
        ["data"] = new JsonObject(values.Select(value =>
            KeyValuePair.Create(value.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Value))))),
    });
}
