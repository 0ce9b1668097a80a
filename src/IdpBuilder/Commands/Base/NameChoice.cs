using IdpBuilder.Clusters;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;
using IdpBuilder.Rights;

namespace IdpBuilder.Commands.Base;

/// <summary>The names of a platform's pages within its cluster.</summary>
/// <param name="packages">The core packages.</param>
/// <param name="pipeline">Where changes are asked for and told.</param>
internal sealed class NameChoice(CorePackages packages, CommandPipeline pipeline)
{
    /// <summary>Finds what is to be changed so that they lead to the ingress, and whether it may be.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="chosen">The core packages that are wanted there.</param>
    /// <param name="shape">What the platform is like.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>What is to be changed; nothing where no ingress answers, and for names that are not this machine's own: whoever makes a balancer gives it names, which are not ours to turn aside.</returns>
    public async Task<IReadOnlyList<PlatformChange>> FindAsync(ClusterConnection cluster, IReadOnlyList<string> chosen, PlatformShape shape, CancellationToken stop)
    {
        var names = new ClusterNames(cluster.Api, new PipelineReporter(pipeline));
        if (!shape.HasIngress || !shape.LeadsNames || !(chosen.Any(packages.IsIngress) || await names.HasServiceAsync(stop).ConfigureAwait(false)))
        {
            return [];
        }

        await RightsCheck.RequireAsync(cluster, "leading the platform's names to its ingress", ClusterNames.Rights, stop).ConfigureAwait(false);
        var found = new List<PlatformChange>();
        foreach (var change in await names.FindAsync(shape.Facts, stop).ConfigureAwait(false))
        {
            var description = $"Lead '{shape.Facts.Host}' and all names below it to the ingress within the cluster";
            if (await pipeline.ShouldProcessAsync(change.ToString(), description).ConfigureAwait(false))
            {
                found.Add(new PlatformChange(change.ToString(), description, ending => names.MakeAsync([change], () => names.FindAsync(shape.Facts, ending), ending)));
            }
        }

        return found;
    }
}
