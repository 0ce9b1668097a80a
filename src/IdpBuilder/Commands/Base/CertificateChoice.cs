using IdpBuilder.Certificates;
using IdpBuilder.Clusters;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;
using IdpBuilder.Rights;
using IdpBuilder.Secrets;

namespace IdpBuilder.Commands.Base;

/// <summary>The certificates of a platform whose pages are served with TLS.</summary>
/// <param name="packages">The core packages.</param>
/// <param name="pipeline">Where changes are asked for and told.</param>
internal sealed class CertificateChoice(CorePackages packages, CommandPipeline pipeline)
{
    /// <summary>Whether packages bring a certificate where pages are served with TLS.</summary>
    public static bool IsMadeFor(IReadOnlyList<string> names, CorePackages packages) => names.Contains(CoreSecret.ArgoCd.Package) || names.Any(packages.IsIngress);

    /// <summary>Finds what is to be made in a cluster, and whether it may be.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="ours">The core packages that this module installs, or has installed.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>What is to be made; nothing where no page is served with TLS.</returns>
    public async Task<IReadOnlyList<PlatformChange>> FindAsync(ClusterConnection cluster, IReadOnlyList<string> ours, CancellationToken stop)
    {
        if (cluster.Cluster.Protocol != "https" || !IsMadeFor(ours, packages))
        {
            return [];
        }

        await RightsCheck.RequireAsync(cluster, "making the platform's certificate", PlatformCertificates.Rights, stop).ConfigureAwait(false);
        var certificates = new PlatformCertificates(cluster.Api, cluster.Cluster.Name, cluster.Cluster.HostName, Services.Clock);
        var change = await certificates.FindAsync(ours.Contains(CoreSecret.ArgoCd.Package), new PipelineReporter(pipeline), stop).ConfigureAwait(false);
        return change is not null && await pipeline.ShouldProcessAsync(change.Target, change.Description).ConfigureAwait(false) ? [change] : [];
    }
}
