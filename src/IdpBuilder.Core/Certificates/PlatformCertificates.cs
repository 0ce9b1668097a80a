using IdpBuilder.Comparison;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Platform;
using IdpBuilder.Reporting;
using IdpBuilder.Rights;

namespace IdpBuilder.Certificates;

/// <summary>
/// Gives a platform's pages a certificate, and an authority that vouches for it. The authority stays for as long as the host does; the
/// certificate is made anew when it nears its end. What somebody else put in a certificate's place stays.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="cluster">The cluster's name.</param>
/// <param name="host">The host of the platform's pages.</param>
/// <param name="clock">The time outside of the cluster.</param>
public sealed class PlatformCertificates(IKubernetesApi api, string cluster, string host, TimeProvider clock)
{
    private const string Owner = "idpbuilder-certificate";
    private const int MostAttempts = 10;

    private static readonly WriteOptions Write = new(FieldManager: Owner, Force: true);

    private readonly HostNames _names = new(host);

    /// <summary>The rights that this needs.</summary>
    public static IReadOnlyList<NeededRight> Rights { get; } =
    [
        .. InstallRights.OfPresence,
        .. from item in new[] { CertificateObjects.Authority, CertificateObjects.Ingress, CertificateObjects.Public, CertificateObjects.ArgoCd, CertificateObjects.ArgoCdTrust }
           from verb in item.Type.Kind == "Secret" ? new[] { "get", "create", "patch", "update" } : ["get", "create", "patch"]
           select new NeededRight(verb, string.Empty, item.Type.Kind == "Secret" ? "secrets" : "configmaps", item.Namespace),
    ];

    /// <summary>The certificate of the authority, as the cluster offers it; empty when it has none.</summary>
    public static async Task<string> FindAuthorityAsync(IKubernetesApi api, CancellationToken stop) =>
        CertificateObjects.ReadTrusted(await api.GetAsync(CertificateObjects.Public, stop).ConfigureAwait(false));

    /// <summary>What is still to be done; null for nothing, or where somebody else takes care of certificates.</summary>
    /// <param name="hasArgoCd">Whether Argo CD is to serve the certificate, and to trust the authority.</param>
    /// <param name="reporter">Is told of somebody else's.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<PlatformChange?> FindAsync(bool hasArgoCd, IRunReporter reporter, CancellationToken stop)
    {
        var served = await api.GetAsync(CertificateObjects.Ingress, stop).ConfigureAwait(false);
        if (served is not null && !CertificateObjects.IsOurs(served))
        {
            reporter.Verbose($"The cluster '{cluster}' has a certificate of somebody else ({CertificateObjects.Ingress}): it stays, and nobody makes one.");
            return null;
        }

        using var authority = Load(await api.GetAsync(CertificateObjects.Authority, stop).ConfigureAwait(false));
        var leaf = CertificateObjects.Read(served);
        var description = !CertificateRules.Serves(authority, _names, clock) ? $"Make a certificate authority and a certificate for '{_names.Host}'"
            : !CertificateRules.Serves(leaf, authority!, _names, clock) ? $"Make a certificate for '{_names.Host}'"
            : (await ChangedAsync(authority!, leaf!, hasArgoCd, stop).ConfigureAwait(false)).Count > 0 ? $"Put the certificate for '{_names.Host}' where it is read"
            : string.Empty;
        return description.Length == 0 ? null : new PlatformChange(_names.Host, description, ending => MakeAsync(hasArgoCd, ending));
    }

    // Looks again: another run may have been faster.
    private async Task MakeAsync(bool hasArgoCd, CancellationToken stop)
    {
        var spaces = new[] { CertificateObjects.Authority.Namespace, CertificateObjects.Ingress.Namespace }.Concat(hasArgoCd ? [CertificateObjects.ArgoCd.Namespace] : []);
        foreach (var space in spaces)
        {
            await Namespaces.EnsureAsync(api, space, stop).ConfigureAwait(false);
        }

        using var authority = await EnsureAuthorityAsync(stop).ConfigureAwait(false);
        var leaf = CertificateObjects.Read(await api.GetAsync(CertificateObjects.Ingress, stop).ConfigureAwait(false));
        leaf = CertificateRules.Serves(leaf, authority, _names, clock) ? leaf! : CertificateRules.CreateLeaf(authority, _names, clock);
        foreach (var manifest in await ChangedAsync(authority, leaf, hasArgoCd, stop).ConfigureAwait(false))
        {
            await api.ApplyAsync(manifest, Write, stop).ConfigureAwait(false);
        }
    }

    // Of two who make one at once the first wins, and the other takes that one.
    private async Task<CertificateAuthority> EnsureAuthorityAsync(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var live = await api.GetAsync(CertificateObjects.Authority, stop).ConfigureAwait(false);
            var known = Load(live);
            if (CertificateRules.Serves(known, _names, clock))
            {
                return known!;
            }

            known?.Dispose();
            var made = CertificateRules.CreateAuthority(cluster, _names, clock);
            try
            {
                await KeepAsync(CertificateObjects.OfAuthority(made), live, stop).ConfigureAwait(false);
                return made;
            }
            catch (KubernetesApiException late) when (late.Code == 409 && attempt < MostAttempts)
            {
                made.Dispose();
            }
        }
    }

    private Task KeepAsync(Manifest manifest, Manifest? live, CancellationToken stop)
    {
        if (live is null)
        {
            return api.CreateAsync(manifest, Write with { Force = false }, stop);
        }

        manifest.Metadata!["resourceVersion"] = live.ResourceVersion;
        return api.ReplaceAsync(manifest, Write with { Force = false }, stop);
    }

    private async Task<IReadOnlyList<Manifest>> ChangedAsync(CertificateAuthority authority, PemCertificate leaf, bool hasArgoCd, CancellationToken stop)
    {
        var trusted = authority.Pem;
        var wanted = new List<Manifest> { CertificateObjects.OfLeaf(CertificateObjects.Ingress, leaf, trusted), CertificateObjects.OfPublic(trusted) };
        if (hasArgoCd || await IsOursAsync(CertificateObjects.ArgoCd, stop).ConfigureAwait(false))
        {
            wanted.Add(CertificateObjects.OfLeaf(CertificateObjects.ArgoCd, leaf, trusted));
            wanted.Add(CertificateObjects.OfArgoCdTrust(_names, trusted));
        }

        var changed = new List<Manifest>();
        foreach (var manifest in wanted)
        {
            var live = await api.GetAsync(ResourceReference.To(manifest), stop).ConfigureAwait(false);
            if (live is null || (!AppliedFields.AreUnchanged(manifest, live, Owner) && (manifest.Kind == "ConfigMap" || CertificateObjects.IsOurs(live))))
            {
                changed.Add(manifest);
            }
        }

        return changed;
    }

    private async Task<bool> IsOursAsync(ResourceReference reference, CancellationToken stop) =>
        await api.GetAsync(reference, stop).ConfigureAwait(false) is { } live && CertificateObjects.IsOurs(live);

    private static CertificateAuthority? Load(Manifest? secret) => CertificateObjects.Read(secret) is { } kept ? CertificateAuthority.Load(kept) : null;
}
