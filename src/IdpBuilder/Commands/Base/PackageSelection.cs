using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>Finds the installed packages that a user means.</summary>
internal static class PackageSelection
{
    /// <summary>Those whose names fit; an error is written for a name that none has.</summary>
    public static async Task<IReadOnlyList<PackageStatus>> FindAsync(
        IReadOnlyList<PackageStatus> all, string name, ClusterConnection cluster, CommandPipeline pipeline)
    {
        var found = all.Where(status => Wildcards.Fit(name, status.Name)).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.PackageNotFound(name, cluster.Cluster))).ConfigureAwait(false);
        }

        return found;
    }
}
