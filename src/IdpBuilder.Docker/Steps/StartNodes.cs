using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Steps;

/// <summary>Makes and starts the nodes side by side; done when all have booted.</summary>
internal sealed class StartNodes : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Starting the nodes";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var machine = await MachineAsync(context, stop).ConfigureAwait(false);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(context.Nodes.Select(async node =>
        {
            try
            {
                await StartAsync(context, node, machine, failing.Token).ConfigureAwait(false);
            }
            catch
            {
                await failing.CancelAsync().ConfigureAwait(false);
                throw;
            }
        })).ConfigureAwait(false);
    }

    private static async Task StartAsync(CreationContext context, Node node, NodeMachine machine, CancellationToken stop)
    {
        var container = NodeContainer.Of(context.Spec, node, context.Image, context.Network, context.Description, machine, context.Run);
        try
        {
            await context.Engine.Containers.RunAsync(container, stop).ConfigureAwait(false);
        }
        catch (EngineRefusedException refused) when (refused.IsConflict)
        {
            // Somebody else made a cluster of this name since it was found to be free.
            throw ClusterFailures.AlreadyExists(context.Spec.Name);
        }
        catch (EngineRefusedException refused) when (refused.MentionsPort)
        {
            throw DockerFailures.PortTaken(node.Name, refused.Reason, refused);
        }

        await NodeBoot.AwaitAsync(context.Engine, node.Name, context.Services.Clock, stop).ConfigureAwait(false);
    }

    private static async Task<NodeMachine> MachineAsync(CreationContext context, CancellationToken stop)
    {
        IEnumerable<string> direct =
        [
            .. await context.Engine.Networks.SubnetsAsync(context.Network.Name, stop).ConfigureAwait(false),
            .. context.Nodes.Select(node => node.Name),
            KubeadmSettings.DefaultPodSubnet,
            KubeadmSettings.DefaultServiceSubnet,
            ".svc",
            ".svc.cluster",
            ".svc.cluster.local",
        ];
        var local = OperatingSystem.IsLinux() && context.Engine.Address.Endpoint.Scheme == "unix";
        return NodeMachine.Of(Environment.GetEnvironmentVariable, local, direct);
    }
}
