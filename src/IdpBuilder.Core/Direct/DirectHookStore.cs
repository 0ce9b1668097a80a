using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>
/// Keeps the hooks of a package's removal, which will run when its files may be gone: in a Secret, since they are content and may hold
/// anything. A package without such hooks has none.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="package">The package's name.</param>
internal sealed class DirectHookStore(IKubernetesApi api, string package)
{
    private static readonly GroupVersionKind SecretType = new(string.Empty, "v1", "Secret");

    private ResourceReference Reference => new(SecretType, DirectRecords.Namespace, $"{DirectRecords.NameOf(package)}-hooks");

    /// <summary>The hooks of an Application; none where nothing is kept, or somebody else broke it.</summary>
    public async Task<IReadOnlyList<DirectHook>> ReadAsync(string application, CancellationToken stop) =>
        await api.GetAsync(Reference, stop).ConfigureAwait(false) is { } secret ? Parse(secret.Json.Child("data").Text(application)) : [];

    /// <summary>Keeps the hooks of an Application in the place of those it had; the Secret goes with the last of them.</summary>
    public async Task WriteAsync(string application, IReadOnlyList<DirectHook> hooks, CancellationToken stop)
    {
        var data = new JsonObject { [application] = hooks.Count > 0 ? Text(hooks) : null };
        if (await api.GetAsync(Reference, stop).ConfigureAwait(false) is not { } secret)
        {
            if (hooks.Count > 0)
            {
                await api.CreateAsync(Secret(data), WriteOptions.Default, stop).ConfigureAwait(false);
            }
        }
        else if (hooks.Count == 0 && (secret.Json.Child("data") ?? []).All(entry => entry.Key == application))
        {
            await api.DeleteAsync(Reference, DeletionOptions.Default, stop).ConfigureAwait(false);
        }
        else
        {
            await api.PatchAsync(Reference, ManifestPatch.Merge(new JsonObject { ["data"] = data }), WriteOptions.Default, stop).ConfigureAwait(false);
        }
    }

    private static string Text(IReadOnlyList<DirectHook> hooks)
    {
        var items = new JsonArray([.. hooks.Select(hook => new JsonObject { ["hook"] = hook.Kind.ToString(), ["manifest"] = hook.Manifest.Json.DeepClone() })]);
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new Utf8JsonWriter(zip))
        {
            items.WriteTo(writer);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static IReadOnlyList<DirectHook> Parse(string text)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            return
            [
                .. (JsonNode.Parse(zip) as JsonArray ?? []).OfType<JsonObject>()
                    .Where(item => item["manifest"] is JsonObject && Enum.IsDefined(typeof(HookKind), item.Text("hook")))
                    .Select(item => new DirectHook(Enum.Parse<HookKind>(item.Text("hook")), new Manifest((JsonObject)item["manifest"]!.DeepClone()))),
            ];
        }
        catch (Exception broken) when (broken is FormatException or JsonException or InvalidDataException)
        {
            return [];
        }
    }

    private Manifest Secret(JsonObject data) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = Reference.Name,
            ["namespace"] = Reference.Namespace,
            ["labels"] = new JsonObject { [PackageLabels.Owner] = package },
        },
        ["data"] = data,
    });
}
