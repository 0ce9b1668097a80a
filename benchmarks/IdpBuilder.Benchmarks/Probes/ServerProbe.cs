using System.Diagnostics;
using IdpBuilder.Benchmarks.Scenarios;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes.Existing;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Benchmarks.Probes;

/// <summary>What a process has to do before it knows a cluster, and what it keeps while it watches one.</summary>
internal static class ServerProbe
{
    /// <summary>The milliseconds until a cluster that a kubeconfig names has answered with its Namespaces.</summary>
    public static async Task<double> FirstCallAsync(string kubeConfig)
    {
        var watch = Stopwatch.StartNew();
        await using var provider = new ExistingClusterProvider(new YamlManifestReader(), new NoGitHosts(), TimeProvider.System);
        var api = await OpenAsync(provider, kubeConfig);
        await api.DiscoverAsync(refresh: false, CancellationToken.None);
        await api.ListAsync(new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "Namespace")), CancellationToken.None);
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The megabytes that a process has more when it watches ConfigMaps and keeps them.</summary>
    public static async Task<double> WatchAsync(string kubeConfig, int count)
    {
        await using var provider = new ExistingClusterProvider(new YamlManifestReader(), new NoGitHosts(), TimeProvider.System);
        var api = await OpenAsync(provider, kubeConfig);
        await api.DiscoverAsync(refresh: false, CancellationToken.None);
        var before = WorkingSet();
        var kept = new List<Manifest>();
        await foreach (var change in api.WatchAsync(new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "ConfigMap")), CancellationToken.None))
        {
            if (change.Type == WatchEventType.Synced)
            {
                break;
            }

            kept.Add(change.Object!);
        }

        // As it is, not as it would be after a collection that nobody asks for.
        var after = WorkingSet();
        return kept.Count >= count ? after - before : throw new InvalidOperationException($"Only {kept.Count} objects were seen.");
    }

    private static async Task<IKubernetesApi> OpenAsync(ExistingClusterProvider provider, string kubeConfig)
    {
        var cluster = await provider.AdoptAsync(
            new ExistingClusterSpec("bench", kubeConfig, "bench", "localhost", 8443, "https"), new HashSet<string>(), new NoReporter(), CancellationToken.None);
        return (await provider.ConnectAsync(cluster.Name, CancellationToken.None)).Api;
    }

    private static double WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1e6;
    }
}
