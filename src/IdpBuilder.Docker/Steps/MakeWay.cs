using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Prerequisites;

namespace IdpBuilder.Docker.Steps;

/// <summary>Removes the cluster that is to be replaced, unless somebody else has the ports that the new one is to publish.</summary>
internal sealed class MakeWay : IClusterStep
{
    // On others, programs of this machine cannot be in the way as far as anybody can tell.
    private static readonly string[] Addresses = ["127.0.0.1", "0.0.0.0", string.Empty];

    /// <inheritdoc/>
    public string Activity => "Making way";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        if (!context.Spec.Replace)
        {
            return;
        }

        var former = await context.Engine.Containers.ListAsync($"{NodeLabels.KindCluster}={context.Spec.Name}", stop).ConfigureAwait(false);
        if (former.Count > 0)
        {
            RequirePorts(context.Plan, await MachineFacts.GatherAsync(context.Engine, stop).ConfigureAwait(false), [.. former.Select(node => node.Name)]);
        }

        await ClusterRemoval.RemoveAsync(context.Engine, context.Services, context.Spec.Name, stop).ConfigureAwait(false);
    }

    /// <summary>Refuses a plan whose ports neither are free nor will be.</summary>
    /// <param name="plan">The cluster that is wanted.</param>
    /// <param name="machine">Who has which port.</param>
    /// <param name="former">The containers that go.</param>
    /// <exception cref="Errors.IdpException"><c>ClusterPortTaken</c>.</exception>
    public static void RequirePorts(ClusterPlan plan, MachineFacts machine, IReadOnlyList<string> former)
    {
        var networking = plan.Config.Networking;
        var published = plan.Nodes.SelectMany(node => node.Ports).Append(new NodePort(networking.ApiServerPort, 0, plan.ApiAddress));
        foreach (var port in published.Where(port => port.HostPort > 0 && Addresses.Contains(port.Address)))
        {
            var holders = machine.HostPorts[(port.HostPort, port.Protocol)].ToList();
            if (holders.Intersect(former, StringComparer.Ordinal).Any())
            {
                continue;
            }

            if (holders.Count > 0 || !machine.IsPortFree(port.HostPort, port.Protocol))
            {
                throw DockerFailures.PortHeld(plan.Spec.Name, port.HostPort, holders.Count > 0 ? $"the container '{holders[0]}'" : "another program");
            }
        }
    }
}
