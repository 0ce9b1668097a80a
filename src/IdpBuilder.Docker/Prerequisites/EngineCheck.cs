using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>The engine answers, is new enough, and runs Linux containers.</summary>
internal sealed class EngineCheck : IPrerequisiteCheck
{
    // The first with private cgroup namespaces, without which systemd in a node would change the whole machine.
    private static readonly Version Oldest = new(20, 10);

    /// <inheritdoc/>
    public string Name => "Engine";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        var engine = machine.Engine;
        var found = $"Version {engine.Version} answers at '{machine.Address.Endpoint}' (from {machine.Address.Origin}): {engine.OperatingSystem}.";
        var known = Version.TryParse(engine.Version.Split('-', '+')[0], out var version);
        yield return engine.ContainerSystem != "linux"
            ? new Prerequisite(Name, PrerequisiteStatus.Failed, $"{found} It runs containers for {engine.ContainerSystem}.", "Switch Docker Desktop to Linux containers.")
            : !known ? new Prerequisite(Name, PrerequisiteStatus.Warning, $"{found} Whether that is new enough cannot be told.", $"Take Docker Engine {Oldest} or later.")

            // Podman counts by its own numbers.
            : version < Oldest && version!.Major > 5 ? new Prerequisite(Name, PrerequisiteStatus.Failed, $"{found} That is too old.", $"Install Docker Engine {Oldest} or later.")
            : new Prerequisite(Name, PrerequisiteStatus.Passed, found);
    }
}
