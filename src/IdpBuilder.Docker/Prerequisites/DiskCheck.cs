using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>There is room for images and nodes where the engine keeps them.</summary>
internal sealed class DiskCheck : IPrerequisiteCheck
{
    // A node image, unpacked, and what a control plane and a worker write before anything runs on them.
    private const long Image = 1L << 30;
    private const long ControlPlane = 900L << 20;
    private const long Worker = 400L << 20;

    private const long Platform = 5L << 30;

    /// <inheritdoc/>
    public string Name => "Disk";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        var folder = machine.Engine.DataRoot;
        var nodes = Image + (ControlPlane * spec.Nodes.ControlPlaneCount) + (Worker * spec.Nodes.WorkerCount);
        if (!machine.IsHere || machine.FreeSpace(folder) is not { } free)
        {
            yield return new Prerequisite(
                Name, PrerequisiteStatus.Unknown, $"The disk of the engine's machine ('{folder}') cannot be seen from here.", $"See there that {Sizes.Text(nodes + Platform)} are free; 'docker system df' shows what the engine uses.");
            yield break;
        }

        var found = $"{Sizes.Text(free)} free at '{folder}'; the nodes take about {Sizes.Text(nodes)}, the images of a platform about {Sizes.Text(Platform)} more.";
        const string remedy = "Make room, for instance with 'docker system prune', or move the engine's data-root to a larger disk.";
        yield return free < nodes ? new Prerequisite(Name, PrerequisiteStatus.Failed, found, remedy)
            : free < nodes + Platform ? new Prerequisite(Name, PrerequisiteStatus.Warning, found, remedy)
            : new Prerequisite(Name, PrerequisiteStatus.Passed, found);
    }
}
