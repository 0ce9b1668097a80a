using IdpBuilder.Certificates;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>Whether the current user trusts the authority of a platform's certificate.</summary>
/// <param name="wanted">Whether he is to; null to leave it as it is.</param>
/// <param name="pipeline">Where changes are asked for and told.</param>
internal sealed class TrustChoice(bool? wanted, CommandPipeline pipeline)
{
    private readonly PlatformTrust _trust = Services.Trust;

    /// <summary>Finds what is wrong with it before a cluster is touched.</summary>
    /// <param name="protocol">The protocol of the platform's pages.</param>
    public void Check(string protocol)
    {
        if (wanted == true && protocol != "https")
        {
            throw CommandFailures.CertificateWithoutTls();
        }
    }

    /// <summary>Finds out whether a cluster will have an authority.</summary>
    /// <param name="cluster">The cluster; null for one that is still to be made.</param>
    /// <param name="isMade">Whether the packages that are asked for bring one.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task RequireAsync(ClusterConnection? cluster, bool isMade, CancellationToken stop)
    {
        if (wanted == true && !isMade && (cluster is null || (await PlatformCertificates.FindAuthorityAsync(cluster.Api, stop).ConfigureAwait(false)).Length == 0))
        {
            throw CommandFailures.CertificateMissing(cluster?.Cluster);
        }
    }

    /// <summary>Brings it about; a failure is written, for the cluster is there all the same.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="isRehearsal">Whether only is said what would be done.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task MakeAsync(ClusterConnection cluster, bool isRehearsal, CancellationToken stop)
    {
        var name = cluster.Cluster.Name;
        try
        {
            if (wanted == false && _trust.Knows(name) && await pipeline.ShouldProcessAsync(name, "Let the current user trust its certificate authority no more").ConfigureAwait(false))
            {
                await _trust.ForgetAsync(name, stop).ConfigureAwait(false);
            }
            else if (wanted == true)
            {
                await TrustAsync(cluster, isRehearsal, stop).ConfigureAwait(false);
            }
            else if (wanted is null && _trust.Knows(name) && !isRehearsal)
            {
                await RemindAsync(cluster, stop).ConfigureAwait(false);
            }
        }
        catch (IdpException refused) when (refused is not KubernetesApiException)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(refused, cluster.Cluster)).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the user trusts an authority of a cluster. Embedded clusters have none, and their names are known to one session only.</summary>
    public static bool IsTrusted(Cluster cluster) => cluster.Provider != ClusterProvider.Embedded && Services.Trust.Knows(cluster.Name);

    /// <summary>Trusts the authorities of a cluster that is gone no more; a failure is written.</summary>
    public static async Task ForgetAsync(Cluster cluster, CommandPipeline pipeline, CancellationToken stop)
    {
        try
        {
            if (IsTrusted(cluster))
            {
                await Services.Trust.ForgetAsync(cluster.Name, stop).ConfigureAwait(false);
            }
        }
        catch (IdpException refused)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(refused, cluster)).ConfigureAwait(false);
        }
    }

    // Another host has another authority.
    private async Task RemindAsync(ClusterConnection cluster, CancellationToken stop)
    {
        var name = cluster.Cluster.Name;
        try
        {
            if (await PlatformCertificates.FindAuthorityAsync(cluster.Api, stop).ConfigureAwait(false) is { Length: > 0 } authority && _trust.Find(name, authority) is not null)
            {
                pipeline.Warning($"The cluster '{name}' has another certificate authority than the one that you trust for it. Trust this one instead with -TrustCertificate, or none with -TrustCertificate:$false.");
            }
        }
        catch (KubernetesApiException)
        {
            // Nobody asked for it: whoever may not look is not reminded.
        }
    }

    private async Task TrustAsync(ClusterConnection cluster, bool isRehearsal, CancellationToken stop)
    {
        var name = cluster.Cluster.Name;
        var authority = await PlatformCertificates.FindAuthorityAsync(cluster.Api, stop).ConfigureAwait(false);
        if (authority.Length == 0 && isRehearsal)
        {
            await pipeline.ShouldProcessAsync(name, "Let the current user trust its certificate authority").ConfigureAwait(false);
            return;
        }

        if (authority.Length == 0)
        {
            throw CommandFailures.CertificateMissing(cluster.Cluster);
        }

        if (_trust.Find(name, authority) is not { } change)
        {
            return;
        }

        if (PlatformTrust.IsUnlimited(name, authority))
        {
            pipeline.Warning($"The certificate authority of the cluster '{name}' was not made by this module and may vouch for every host: whoever has its key can pretend to be any of them to you.");
        }

        if (await pipeline.ShouldProcessAsync(change.Target, change.Description).ConfigureAwait(false))
        {
            await change.MakeAsync(stop).ConfigureAwait(false);
            pipeline.Verbose($"{change.Description}: done.");
            if (_trust.Reach.Length > 0)
            {
                pipeline.Warning(_trust.Reach);
            }
        }
    }
}
