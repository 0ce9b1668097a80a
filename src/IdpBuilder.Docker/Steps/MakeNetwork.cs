using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Makes the network of the cluster's nodes: each cluster has its own, so that nobody else's containers reach them.</summary>
internal sealed class MakeNetwork : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Making the network";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var name = NodeNetwork.NameOf(context.Spec.Name);
        var labels = NodeLabels.OfNetwork(context.Spec, context.Run);
        // Left by a run that was killed; what has nodes is no leftover, and the engine then refuses.
        await context.Engine.Networks.RemoveAsync($"{NodeLabels.Cluster}={context.Spec.Name}", evict: false, stop).ConfigureAwait(false);
        var hasIPv6 = await context.Engine.Networks.CreateAsync(name, NodeNetwork.SubnetsV6(context.Spec.Name), labels, stop).ConfigureAwait(false);
        context.Network = new NodeNetwork(name, hasIPv6);
    }
}
