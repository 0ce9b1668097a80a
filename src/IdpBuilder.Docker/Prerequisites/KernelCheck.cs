using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>The kernel can do what nodes ask of it: overlay file systems, packet filters, tracking of connections.</summary>
internal sealed class KernelCheck : IPrerequisiteCheck
{
    private static readonly (string Module, string Sign)[] Needed =
    [
        ("nf_conntrack", "/proc/sys/net/netfilter/nf_conntrack_max"),
        ("br_netfilter", "/proc/sys/net/bridge/bridge-nf-call-iptables"),
    ];

    /// <inheritdoc/>
    public string Name => "KernelModules";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        var warnings = machine.Engine.Warnings.Where(warning => warning.Contains("bridge-nf", StringComparison.Ordinal) || warning.Contains("forwarding", StringComparison.Ordinal)).ToList();
        if (warnings.Count > 0)
        {
            yield return new Prerequisite(Name, PrerequisiteStatus.Warning, $"The engine says: {string.Join("; ", warnings)}.", "As root there: modprobe br_netfilter, sysctl net.bridge.bridge-nf-call-iptables=1 net.ipv4.ip_forward=1.");
        }
        else if (!machine.IsHere)
        {
            yield return new Prerequisite(Name, PrerequisiteStatus.Unknown, "The kernel of the engine's machine cannot be seen from here; the engine finds nothing amiss.");
        }
        else
        {
            yield return Here(machine);
        }
    }

    private Prerequisite Here(MachineFacts machine)
    {
        // What a program asks for first loads its module; what counts is whether there is one to load.
        var missing = Needed.Where(need => machine.Read(need.Sign) is null).Select(need => need.Module).ToList();
        if (machine.Read("/proc/filesystems")?.Contains("\toverlay\n", StringComparison.Ordinal) == false)
        {
            missing.Add("overlay");
        }

        var loadable = (machine.Read($"/lib/modules/{machine.Read("/proc/sys/kernel/osrelease")?.Trim()}/modules.dep") ?? string.Empty).Split('\n');
        missing.RemoveAll(module => Array.Exists(loadable, line => line.Split(':')[0].Contains($"/{module}.ko", StringComparison.Ordinal)));
        return missing.Count == 0
            ? new Prerequisite(Name, PrerequisiteStatus.Passed, "overlay, nf_conntrack and br_netfilter are there.")
            : new Prerequisite(Name, PrerequisiteStatus.Failed, $"The kernel has no {string.Join(", no ", missing)}.", "Boot a kernel with these modules, or use an engine in a virtual machine such as Docker Desktop's.");
    }
}
