using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;
using IdpBuilder.Rights;
using IdpBuilder.Secrets;

namespace IdpBuilder.Commands.Base;

/// <summary>The credential that a user has chosen for the administrators of core packages.</summary>
/// <param name="credential">The credential.</param>
/// <param name="pipeline">Where changes are asked for and told.</param>
internal sealed class CredentialChoice(PlatformCredential credential, CommandPipeline pipeline)
{
    /// <summary>Finds what is wrong with it, before anything is made in a cluster.</summary>
    public void Check(IReadOnlyList<string> chosen, IReadOnlyDictionary<string, string> overrides, CorePackages packages)
    {
        CredentialRules.Check(credential, chosen);
        foreach (var (package, path) in overrides)
        {
            CredentialRules.RefuseOverrides(package, packages.ReadOverride(package, path).Select(json => new Manifest(json)));
        }

        if (ReferenceEquals(credential, PlatformCredential.Developer))
        {
            pipeline.Warning("Everybody knows the password of -DevPassword: use it only where nobody else reaches the platform's pages.");
        }
        else if (!chosen.Contains(CoreSecret.Gitea.Package) && credential.UserName != CoreSecret.ArgoCd.UserName)
        {
            pipeline.Warning($"The user name '{credential.UserName}' has no effect: Argo CD's administrator is always '{CoreSecret.ArgoCd.UserName}', and the git server is not among the packages of -CorePackage.");
        }
    }

    /// <summary>Finds what is to be changed in a cluster, and whether it may be.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="chosen">The packages that the user has named.</param>
    /// <param name="ours">Those of them that this module installs, or has installed.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>What is to be changed.</returns>
    public async Task<IReadOnlyList<PlatformChange>> FindAsync(ClusterConnection cluster, IReadOnlyList<string> chosen, IReadOnlyList<string> ours, CancellationToken stop)
    {
        var packages = PlatformCredentials.Packages.Intersect(chosen, StringComparer.Ordinal).ToArray();
        if (packages.Except(ours, StringComparer.Ordinal).FirstOrDefault() is { } foreign)
        {
            throw CommandFailures.CredentialPackageForeign(foreign, cluster.Cluster);
        }

        await RightsCheck.RequireAsync(cluster, "setting the passwords of core packages", PlatformCredentials.RightsOf(packages), stop).ConfigureAwait(false);
        var wanted = new List<PlatformChange>();
        foreach (var change in await new PlatformCredentials(cluster.Api, Services.Passwords).FindAsync(credential, packages, stop).ConfigureAwait(false))
        {
            if (await pipeline.ShouldProcessAsync(change.Target, change.Description).ConfigureAwait(false))
            {
                wanted.Add(change);
            }
        }

        return wanted;
    }
}
