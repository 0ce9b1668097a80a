using System.Text.Json.Nodes;

namespace IdpBuilder.Manifests;

/// <summary>Makes namespaces for what this module keeps in a cluster.</summary>
internal static class Namespaces
{
    private static readonly GroupVersionKind Type = new(string.Empty, "v1", "Namespace");

    /// <summary>Makes a namespace where it is missing; one that is there stays as it is.</summary>
    public static async Task EnsureAsync(IKubernetesApi api, string name, CancellationToken stop)
    {
        if (await api.GetAsync(new ResourceReference(Type, string.Empty, name), stop).ConfigureAwait(false) is not null)
        {
            return;
        }

        var manifest = new Manifest(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } });
        await api.ApplyAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
    }
}
