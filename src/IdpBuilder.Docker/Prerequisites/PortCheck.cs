using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>Nobody has the ports that the cluster is to publish.</summary>
internal sealed class PortCheck : IPrerequisiteCheck
{
    /// <inheritdoc/>
    public string Name => "Port";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        var ports = spec.Nodes.ExtraPorts.Where(extra => extra.HostPort > 0).Select(extra => (extra.HostPort, extra.Protocol));
        foreach (var (port, protocol) in ports.Prepend((spec.Port, "tcp")).Distinct())
        {
            var name = FormattableString.Invariant($"Port {port}{(protocol == "tcp" ? string.Empty : "/" + protocol)}");
            var holder = machine.HostPorts[(port, protocol)].FirstOrDefault();
            yield return holder is not null
                ? new Prerequisite(Name, PrerequisiteStatus.Failed, $"{name} is taken by the container '{holder}'.", "Remove it (a cluster with Remove-IdpCluster), or name another port with New-IdpCluster -Port or -ExtraPort.")
                : !machine.IsPortFree(port, protocol)
                    ? new Prerequisite(Name, PrerequisiteStatus.Failed, $"{name} is taken by another program.", "End it, or name another port with New-IdpCluster -Port or -ExtraPort.")
                    : new Prerequisite(Name, PrerequisiteStatus.Passed, $"{name} is free.");
        }
    }
}
