using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Pipeline;
using IdpBuilder.Secrets;

namespace IdpBuilder.Commands.Base;

/// <summary>Has the git server tell Argo CD of pushes, so that what others push is synced at once.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="pipeline">Where warnings are written.</param>
internal sealed class PushAnnouncement(ClusterConnection cluster, CommandPipeline pipeline)
{
    /// <summary>Makes or mends the hook when one of the two has been installed; the cluster works without.</summary>
    /// <param name="ready">The packages that were installed and have become ready.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task MakeAsync(IReadOnlyList<string> ready, CancellationToken stop)
    {
        if (!CoreSecret.All.Any(core => ready.Contains(core.Package, StringComparer.Ordinal)))
        {
            return;
        }

        try
        {
            await cluster.Git.AnnounceAsync(stop).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            pipeline.Warning(
                $"The git server of the cluster '{cluster.Cluster.Name}' does not tell Argo CD of pushes yet: {failure.Message} Until the command is run again, Argo CD sees them within a minute.");
        }
    }
}
