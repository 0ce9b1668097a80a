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
        if (context.Plan.ExposedPorts(machine.ApiPort) is { Count: > 0 } exposed)
        {
            context.Reporter.Warning(
                $"Other machines can reach these ports of the cluster '{context.Spec.Name}': {string.Join(", ", exposed)}. Where that is not wanted, give apiServerAddress and listenAddress in the file of New-IdpCluster -KindConfig, or -ExtraPort with an address.");
        }

        var containers = context.Nodes.Select(node => NodeContainer.Of(context.Plan, node, context.Network, context.Description, machine, context.Run))
            .Concat(context.Plan.HasBalancer ? [LoadBalancer.Of(context.Plan, context.Network, NodeContainer.Api(context.Plan, machine), context.Run)] : Array.Empty<ContainerSpec>());
        await SideBySide.RunAsync(containers, (container, either) => StartAsync(context, container, either), stop).ConfigureAwait(false);
        if (context.Plan.HasBalancer)
        {
            await NodeBoot.RequireRunningAsync(context.Engine, context.Plan.EntryPoint, stop).ConfigureAwait(false);
        }
    }

    private static async Task StartAsync(CreationContext context, ContainerSpec container, CancellationToken stop)
    {
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
            throw DockerFailures.PortTaken(container.Name, refused.Reason, refused);
        }

        if (container.Name != context.Plan.EntryPoint || !context.Plan.HasBalancer)
        {
            await NodeBoot.AwaitAsync(context.Engine, container.Name, context.Services.Clock, stop).ConfigureAwait(false);
        }
    }

    private static async Task<NodeMachine> MachineAsync(CreationContext context, CancellationToken stop)
    {
        var endpoint = context.Engine.Address.Endpoint;
        var subnets = await context.Engine.Networks.SubnetsAsync(context.Network.Name, stop).ConfigureAwait(false);
        return NodeMachine.Of(
            new EngineProxies(context.Services.Environment).For(endpoint),
            OperatingSystem.IsLinux() && endpoint.Scheme == "unix",
            subnets.Concat(context.Plan.InternalNames),
            context.Plan.Config.Networking.ApiServerPort);
    }
}
