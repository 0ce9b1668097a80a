using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Steps;

namespace IdpBuilder.Docker;

/// <summary>Removes clusters, whole ones and half-made ones, by their labels.</summary>
internal static class ClusterRemoval
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Removes a cluster with everything that belongs to it; false when there was none. What others made is left to them.</summary>
    public static async Task<bool> RemoveAsync(DockerEngine engine, DockerServices services, string name, CancellationToken stop)
    {
        var nodes = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={name}", stop).ConfigureAwait(false);
        RequireOurs(name, nodes);
        var network = await RemoveAsync(engine, services, name, $"{NodeLabels.Cluster}={name}", stop).ConfigureAwait(false);
        var kubeconfig = nodes.Select(node => node.Label(NodeLabels.KubeConfig)).FirstOrDefault(string.Empty);
        var known = await services.Kubeconfig.RemoveAsync(WriteKubeconfig.ContextOf(name), kubeconfig, stop).ConfigureAwait(false);
        return nodes.Count > 0 || network || known;
    }

    /// <summary>Refuses what somebody else made.</summary>
    /// <exception cref="Errors.IdpException"><c>ClusterNotOurs</c>.</exception>
    public static void RequireOurs(string name, IReadOnlyList<ContainerSummary> nodes)
    {
        if (nodes.Count > 0 && nodes.All(node => node.Label(NodeLabels.Cluster).Length == 0))
        {
            throw DockerFailures.NotOurs(name);
        }
    }

    /// <summary>Takes back what one attempt made, and nothing that was there before it.</summary>
    public static async Task UndoAsync(CreationContext context, CancellationToken stop)
    {
        await RemoveAsync(context.Engine, context.Services, context.Spec.Name, $"{NodeLabels.Run}={context.Run}", stop).ConfigureAwait(false);
        if (context.WrittenKubeConfig is { } file)
        {
            await context.Services.Kubeconfig.RemoveAsync(WriteKubeconfig.ContextOf(context.Spec.Name), file, stop).ConfigureAwait(false);
        }
    }

    // A network goes only after everything has left it. An engine goes on making a container whose maker was killed, and what it
    // is still making or removing cannot be removed yet: what bears the label is looked for until there is nothing.
    private static async Task<bool> RemoveAsync(DockerEngine engine, DockerServices services, string name, string label, CancellationToken stop)
    {
        var start = services.Clock.GetTimestamp();
        while (await engine.Containers.ListAsync(label, stop).ConfigureAwait(false) is { Count: > 0 } left)
        {
            if (services.Clock.GetElapsedTime(start) > Patience)
            {
                throw DockerFailures.NotRemoved(name, [.. left.Select(container => container.Name)]);
            }

            var removed = await Task.WhenAll(left.Select(container => engine.Containers.RemoveAsync(container.Id, stop))).ConfigureAwait(false);
            if (!Array.TrueForAll(removed, gone => gone))
            {
                await Task.Delay(Pause, services.Clock, stop).ConfigureAwait(false);
            }
        }

        // A container of the user's, such as a registry, may have joined; while another session removes the same, either may be refused.
        while (true)
        {
            try
            {
                return await engine.Networks.RemoveAsync(label, evict: true, stop).ConfigureAwait(false);
            }
            catch (EngineRefusedException) when (services.Clock.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, services.Clock, stop).ConfigureAwait(false);
            }
        }
    }
}
