using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Lets the workers join, side by side.</summary>
internal sealed class JoinWorkers : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Joining the workers";

    /// <inheritdoc/>
    public Task RunAsync(CreationContext context, CancellationToken stop) => Task.WhenAll(
        context.Nodes.Where(node => node.Role == NodeRole.Worker).Select(node => NodeCommand.RunAsync(
            context.Engine,
            node.Name,
            "kubeadm join",
            ["kubeadm", "join", "--config", ConfigureKubeadm.Path, .. InitControlPlane.Preflight(context.Version)],
            stop)));
}
