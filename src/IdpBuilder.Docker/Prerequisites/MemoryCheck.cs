using System.Globalization;
using System.Text.RegularExpressions;
using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>There is memory for the nodes, and for a platform on them.</summary>
internal sealed partial class MemoryCheck : IPrerequisiteCheck
{
    // As measured: a control plane takes 560 to 650 MiB, a worker about 105 before anything runs on it.
    private const long ControlPlane = 700L << 20;
    private const long Worker = 150L << 20;

    // Argo CD, Argo Workflows, a git server and an ingress.
    private const long Platform = 2L << 30;

    /// <inheritdoc/>
    public string Name => "Memory";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        var nodes = (ControlPlane * spec.Nodes.ControlPlaneCount) + (Worker * spec.Nodes.WorkerCount);
        var available = machine.IsHere ? Available(machine.Read("/proc/meminfo") ?? string.Empty) : null;
        var has = available ?? machine.Engine.Memory;
        var found = $"{Sizes.Text(has)} {(available is null ? "in all" : "available")}; the nodes take about {Sizes.Text(nodes)}, a platform about {Sizes.Text(Platform)} more.";
        yield return has < nodes ? new Prerequisite(Name, PrerequisiteStatus.Failed, found, "Give the engine's machine more memory (Docker Desktop: Settings, Resources), or take fewer nodes.")
            : has < nodes + Platform ? new Prerequisite(Name, PrerequisiteStatus.Warning, found, "Give the engine's machine more memory (Docker Desktop: Settings, Resources).")
            : new Prerequisite(Name, PrerequisiteStatus.Passed, found);
    }

    private static long? Available(string text) =>
        AvailableLine().Match(text) is { Success: true } line ? long.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 1024 : null;

    [GeneratedRegex(@"^MemAvailable:\s+(\d+) kB", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex AvailableLine();
}
