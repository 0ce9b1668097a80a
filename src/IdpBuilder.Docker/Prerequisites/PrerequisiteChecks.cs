using IdpBuilder.Clusters;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>Everything that is looked at before a cluster is made.</summary>
internal static class PrerequisiteChecks
{
    private static readonly IReadOnlyList<IPrerequisiteCheck> All =
    [
        new EngineCheck(),
        new CgroupCheck(),
        new MemoryCheck(),
        new DiskCheck(),
        new InotifyCheck(),
        new KernelCheck(),
        new PortCheck(),
    ];

    /// <summary>Looks at everything.</summary>
    /// <param name="engine">Finds the engine.</param>
    /// <param name="spec">The cluster that is to be made.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task<IReadOnlyList<Prerequisite>> RunAsync(Func<DockerEngine> engine, ClusterSpec spec, CancellationToken stop)
    {
        try
        {
            return Judge(await MachineFacts.GatherAsync(engine(), stop).ConfigureAwait(false), spec);
        }
        catch (IdpException failure) when (failure.Id.StartsWith("Engine", StringComparison.Ordinal))
        {
            return [Unreachable(failure), .. All.Skip(1).Select(check => new Prerequisite(check.Name, PrerequisiteStatus.Unknown, "There is no engine to ask."))];
        }
    }

    /// <summary>Judges what is known.</summary>
    public static IReadOnlyList<Prerequisite> Judge(MachineFacts machine, ClusterSpec spec) => [.. All.SelectMany(check => check.Check(machine, spec))];

    // The last sentence of every failure's message is the way out.
    private static Prerequisite Unreachable(IdpException failure)
    {
        var end = failure.Message.LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0
            ? new Prerequisite(All[0].Name, PrerequisiteStatus.Failed, failure.Message)
            : new Prerequisite(All[0].Name, PrerequisiteStatus.Failed, failure.Message[..(end + 1)], failure.Message[(end + 2)..]);
    }
}
