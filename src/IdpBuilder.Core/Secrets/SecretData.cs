using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>Values of Secrets as text.</summary>
internal static class SecretData
{
    /// <summary>A value; empty when it is missing or no text.</summary>
    public static string Read(Manifest? secret, string key)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(secret?.Json.Child("data").Text(key) ?? string.Empty));
        }
        catch (Exception broken) when (broken is FormatException or DecoderFallbackException)
        {
            return string.Empty;
        }
    }

    /// <summary>The manifest of a Secret with these values, as it is applied; without those that are empty.</summary>
    public static Manifest Write(ResourceReference secret, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string>? annotations = null) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = secret.Name,
            ["namespace"] = secret.Namespace,
            ["annotations"] = new JsonObject((annotations ?? new Dictionary<string, string>()).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        },
        ["data"] = new JsonObject(values.Where(entry => entry.Value.Length > 0)
            .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Value))))),
    });
}
