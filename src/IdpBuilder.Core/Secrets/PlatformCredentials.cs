using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Platform;
using IdpBuilder.Rights;

namespace IdpBuilder.Secrets;

/// <summary>Brings a credential that somebody has chosen to the packages that know one; what has it already stays untouched.</summary>
/// <param name="api">The cluster.</param>
/// <param name="hasher">Hashes as Argo CD does.</param>
public sealed class PlatformCredentials(IKubernetesApi api, IPasswordHasher hasher)
{
    // An owner of its own: the manifests of packages have no values, and applying them must not take these away.
    internal static readonly WriteOptions Write = new(FieldManager: "idpbuilder-credential", Force: true);

    /// <summary>The packages that know one.</summary>
    public static IReadOnlyList<string> Packages { get; } = [.. CoreSecret.All.Select(core => core.Package)];

    /// <summary>The rights that setting the credentials of packages needs.</summary>
    public static IReadOnlyList<NeededRight> RightsOf(IEnumerable<string> packages) =>
    [
        .. InstallRights.OfPresence,
        .. from core in CoreSecret.All
           where packages.Contains(core.Package, StringComparer.Ordinal)
           from right in new[] { ("get", "secrets"), ("create", "secrets"), ("patch", "secrets"), ("create", "configmaps"), ("list", "deployments"), ("patch", "deployments") }
           select new NeededRight(right.Item1, right.Item2 == "deployments" ? "apps" : string.Empty, right.Item2, core.Namespace),
    ];

    /// <summary>What is still to be done, package by package; nothing is changed.</summary>
    /// <param name="wanted">The credential.</param>
    /// <param name="packages">The packages that are to have it; others are left alone.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="IdpException"><c>CredentialUserNameFixed</c>.</exception>
    public async Task<IReadOnlyList<PlatformChange>> FindAsync(PlatformCredential wanted, IReadOnlyCollection<string> packages, CancellationToken stop)
    {
        var argoCd = packages.Contains(CoreSecret.ArgoCd.Package) ? await new ArgoCdCredential(api, hasher).FindAsync(wanted, stop).ConfigureAwait(false) : null;
        var gitea = packages.Contains(CoreSecret.Gitea.Package) ? await new GiteaCredential(api).FindAsync(wanted, stop).ConfigureAwait(false) : null;
        return [.. new[] { argoCd, gitea }.OfType<PlatformChange>()];
    }
}
