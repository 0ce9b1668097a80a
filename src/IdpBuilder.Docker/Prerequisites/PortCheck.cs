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
        foreach (var port in new[] { spec.Port }.Concat(spec.Nodes.ExtraPorts.Select(extra => extra.HostPort).Where(extra => extra > 0)).Distinct())
        {
            var holder = machine.HostPorts[port].FirstOrDefault();
            yield return holder is not null
                ? new Prerequisite(Name, PrerequisiteStatus.Failed, FormattableString.Invariant($"Port {port} is taken by the container '{holder}'."), "Remove it (a cluster with Remove-IdpCluster), or name another port with New-IdpCluster -Port.")
                : !machine.IsPortFree(port)
                    ? new Prerequisite(Name, PrerequisiteStatus.Failed, FormattableString.Invariant($"Port {port} is taken by another program."), "End it, or name another port with New-IdpCluster -Port.")
                    : new Prerequisite(Name, PrerequisiteStatus.Passed, FormattableString.Invariant($"Port {port} is free."));
        }
    }
}
