using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>Brings an empty API to where a cluster with Argo CD and Argo Workflows is. It speaks to the API only, so any API will do.</summary>
internal static class PlatformBootstrap
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Makes what every platform has; returns when all of it can be used.</summary>
    public static async Task RunAsync(IKubernetesApi api, TimeProvider clock, IRunReporter reporter, CancellationToken stop)
    {
        var definitions = PlatformManifests.Definitions().ToList();
        await Task.WhenAll(definitions.Concat(PlatformManifests.Cluster()).Select(manifest => CreateAsync(api, manifest, stop))).ConfigureAwait(false);
        await Wait.ForAsync(
            api,
            [new ResourceSelector(definitions[0].GroupVersionKind)],
            new DefinitionsEstablished(definitions),
            Limit,
            clock,
            reporter,
            stop).ConfigureAwait(false);
        await Task.WhenAll(PlatformManifests.ArgoCd().Concat(PlatformSecrets.Make()).Select(manifest => CreateAsync(api, manifest, stop)))
            .ConfigureAwait(false);
    }

    // Objects with a status subresource lose the status they are created with.
    private static async Task CreateAsync(IKubernetesApi api, Manifest manifest, CancellationToken stop)
    {
        var created = await api.CreateAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
        if (manifest.Status is { } status && manifest.Kind == "Node")
        {
            created.Json["status"] = status.DeepClone();
            await api.ReplaceAsync(created, WriteOptions.ToStatus, stop).ConfigureAwait(false);
        }
    }
}
