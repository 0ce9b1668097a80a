using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Docker;

/// <summary>Stops clusters and starts them again. Nodes may get other addresses meanwhile; node images mend their files at the start.</summary>
/// <param name="engine">The engine.</param>
/// <param name="services">What clusters need of the outside.</param>
internal sealed class ClusterPause(DockerEngine engine, DockerServices services)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Stops every node, side by side.</summary>
    public async Task StopAsync(string name, CancellationToken stop)
    {
        var nodes = await NodesAsync(name, stop).ConfigureAwait(false);
        await Task.WhenAll(nodes.Where(node => node.Running).Select(node => engine.Containers.StopAsync(node.Name, StopPatience, stop))).ConfigureAwait(false);
    }

    /// <summary>Starts every node; returns when all are ready again.</summary>
    public async Task StartAsync(string name, IRunReporter reporter, CancellationToken stop)
    {
        var nodes = await NodesAsync(name, stop).ConfigureAwait(false);
        await Task.WhenAll(nodes.Select(node => engine.Containers.StartAsync(node.Name, stop))).ConfigureAwait(false);
        var endpoint = await NodeEndpoint.FindAsync(engine, name, services.Reader, stop).ConfigureAwait(false);
        var api = services.Connections.Connect(endpoint);
        await using (api.ConfigureAwait(false))
        {
            var leases = await LeasesAsync(api, name, stop).ConfigureAwait(false);
            var condition = new NodesAlive([.. nodes.Where(node => node.IsNode()).Select(node => node.Name)], leases);
            await Wait.ForAsync(
                api, [NodesReady.Selector, NodesAlive.Leases], condition, StartPatience, services.Clock, reporter, stop).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ContainerSummary>> NodesAsync(string name, CancellationToken stop)
    {
        var nodes = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={name}", stop).ConfigureAwait(false);
        return nodes.Count > 0 ? nodes : throw ClusterFailures.NotFound(name);
    }

    // Nothing can be watched before the API answers, so that it is asked again and again.
    private async Task<IReadOnlyList<Manifest>> LeasesAsync(IKubernetesApi api, string name, CancellationToken stop)
    {
        var start = services.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                return (await api.ListAsync(NodesAlive.Leases, stop).ConfigureAwait(false)).Items;
            }
            catch (KubernetesApiException exception)
            {
                if (services.Clock.GetElapsedTime(start) > StartPatience)
                {
                    throw DockerFailures.NotStarted(name, exception);
                }
            }

            await Task.Delay(Pause, services.Clock, stop).ConfigureAwait(false);
        }
    }
}
