using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>
/// Values that no file holds: a Secret's annotation names keys, and each that the cluster's Secret lacks gets a random value there, once.
/// The manifest never has them, so they are in no plan, no difference and no repository.
/// </summary>
public static class GeneratedSecrets
{
    /// <summary>
    /// Names the keys, with commas between them. One that is not secret, such as a user's name that somebody may choose, has what it begins
    /// with after an equals sign.
    /// </summary>
    public const string Annotation = "idpbuilder.io/generate";

    /// <summary>How many characters a value has; with six bits each it cannot be guessed.</summary>
    public const int Length = 40;

    // What neither a shell, an INI file nor a URL takes for something else.
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    // Somebody who writes to the same object all the time wins now and then, but not so often.
    private const int MostConflicts = 50;

    // The values have an owner of their own: what is applied later has none of them, and would take its own away.
    private static readonly WriteOptions Write = new(FieldManager: "idpbuilder-generated");

    /// <summary>The keys whose values are generated; none of other objects, and none that the manifest has a value for.</summary>
    public static IReadOnlyList<string> KeysOf(Manifest manifest) => [.. WantedBy(manifest).Select(wanted => wanted.Key)];

    /// <summary>Gives a Secret the values that it lacks. Two who do so at once end with the same ones.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="wanted">The Secret's manifest, or any other.</param>
    /// <param name="live">The object as the cluster has it.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>The object as the cluster has it then.</returns>
    public static async Task<Manifest> CompleteAsync(IKubernetesApi api, Manifest wanted, Manifest live, CancellationToken stop)
    {
        var values = WantedBy(wanted);
        for (var attempt = 1; ; attempt++)
        {
            var missing = values.Where(value => !IsThere(live, "data", value.Key)).ToArray();
            if (missing.Length == 0)
            {
                return live;
            }

            var body = new JsonObject
            {
                ["metadata"] = new JsonObject { ["resourceVersion"] = live.ResourceVersion },
                ["data"] = new JsonObject(missing.Select(value =>
                    KeyValuePair.Create(value.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(value.First.Length > 0 ? value.First : Value()))))),
            };
            try
            {
                return await api.PatchAsync(ResourceReference.To(live), ManifestPatch.Merge(body), Write, stop).ConfigureAwait(false);
            }
            catch (KubernetesApiException conflict) when (conflict.Code == 409 && attempt < MostConflicts)
            {
                if (await api.GetAsync(ResourceReference.To(live), stop).ConfigureAwait(false) is not { } changed)
                {
                    throw;
                }

                live = changed;
            }
        }
    }

    /// <summary>A new value: letters of both cases, digits, and a character that is neither, as strict rules for passwords want them.</summary>
    internal static string Value()
    {
        while (true)
        {
            var value = RandomNumberGenerator.GetString(Characters, Length);
            if (value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower) && value.Any(char.IsAsciiDigit) && value.AsSpan().ContainsAny('.', '_'))
            {
                return value;
            }
        }
    }

    private static IReadOnlyList<(string Key, string First)> WantedBy(Manifest manifest) => manifest is { ApiVersion: "v1", Kind: "Secret" }
        ? [.. (manifest.Annotation(Annotation) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => text.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (Key: parts[0], First: parts.ElementAtOrDefault(1) ?? string.Empty))
            .Where(wanted => !IsThere(manifest, "data", wanted.Key) && !IsThere(manifest, "stringData", wanted.Key))]
        : [];

    private static bool IsThere(Manifest manifest, string field, string key) => manifest.Json.Child(field).Text(key).Length > 0;
}
