using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>The kernel counts resources in a way that the wanted Kubernetes takes.</summary>
internal sealed class CgroupCheck : IPrerequisiteCheck
{
    private const string LastWithOldCgroups = "1.34";

    /// <inheritdoc/>
    public string Name => "Cgroups";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        const string boot = "Boot the engine's machine with systemd.unified_cgroup_hierarchy=1";
        if (machine.Engine.CgroupVersion != "1")
        {
            yield return new Prerequisite(Name, PrerequisiteStatus.Passed, $"Version {machine.Engine.CgroupVersion}.");
        }
        else if (machine.Engine.Rootless)
        {
            yield return new Prerequisite(Name, PrerequisiteStatus.Failed, "Version 1, and the engine runs without root's rights, which takes version 2.", boot + ".");
        }
        else if (spec.Nodes.Image.Length == 0 && Wanted(spec).IsAtLeast(1, 35))
        {
            yield return new Prerequisite(
                Name, PrerequisiteStatus.Failed, $"Version 1, which the kubelet of Kubernetes {Wanted(spec).Text} refuses.", $"{boot}, or take New-IdpCluster -KubernetesVersion {LastWithOldCgroups}.");
        }
        else
        {
            yield return new Prerequisite(Name, PrerequisiteStatus.Warning, $"Version 1, which Kubernetes takes up to {LastWithOldCgroups}.", boot + ".");
        }
    }

    private static KubernetesVersion Wanted(ClusterSpec spec)
    {
        var text = NodeImages.VersionOf(spec.Nodes.KubernetesVersion);
        return KubernetesVersion.Parse(text) ?? throw DockerFailures.VersionUnknown(text, NodeImages.Versions);
    }
}
