using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>Brings an empty API to where a cluster with Argo CD and Argo Workflows is. It speaks to the API only, so any API will do.</summary>
internal static class PlatformBootstrap
{
    /// <summary>Longer than this nothing of it takes, also on a machine that is busy with other things.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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

    private static Task CreateAsync(IKubernetesApi api, Manifest manifest, CancellationToken stop) => api.CreateAsync(manifest, WriteOptions.Default, stop);
}
