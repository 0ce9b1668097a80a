using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Platform;

namespace IdpBuilder.Secrets;

/// <summary>
/// The administrator of Argo CD, who is always <c>admin</c>. Argo CD keeps a hash, and takes another one at once; where there is one
/// before it starts, it makes no password of its own. Packages read the password from the Secret in which Argo CD would have told it.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="hasher">Hashes as Argo CD does.</param>
internal sealed class ArgoCdCredential(IKubernetesApi api, IPasswordHasher hasher)
{
    private const string Hash = "admin.password";
    private const string Since = "admin.passwordMtime";

    /// <summary>Where Argo CD keeps what it is configured with that is secret.</summary>
    public static ResourceReference Settings { get; } = CoreSecret.ArgoCd.Reference with { Name = "argocd-secret" };

    /// <summary>What is still to be done for a password; null for nothing.</summary>
    public async Task<PlatformChange?> FindAsync(PlatformCredential wanted, CancellationToken stop)
    {
        var hash = SecretData.Read(await api.GetAsync(Settings, stop).ConfigureAwait(false), Hash);
        var told = SecretData.Read(await api.GetAsync(CoreSecret.ArgoCd.Reference, stop).ConfigureAwait(false), "password");
        return told == wanted.Password && hasher.Fits(wanted.Password, hash)
            ? null
            : new PlatformChange(CoreSecret.ArgoCd.Package, "Set the password of Argo CD's administrator 'admin'", ending => SetAsync(wanted.Password, hash, ending));
    }

    private async Task SetAsync(string password, string hash, CancellationToken stop)
    {
        await Namespaces.EnsureAsync(api, Settings.Namespace, stop).ConfigureAwait(false);
        if (!hasher.Fits(password, hash))
        {
            var values = new Dictionary<string, string> { [Hash] = hasher.Hash(password) };
            if (hash.Length > 0)
            {
                // Sessions from before end. Argo CD's clock is the cluster's: were this one's ahead of it, nobody could log in for as long.
                var now = await ServerTime.NowAsync(api, Settings.Namespace, stop).ConfigureAwait(false);
                values[Since] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            }

            await api.ApplyAsync(SecretData.Write(Settings, values), PlatformCredentials.Write, stop).ConfigureAwait(false);
        }

        var told = new Dictionary<string, string> { ["password"] = password };
        await api.ApplyAsync(SecretData.Write(CoreSecret.ArgoCd.Reference, told), PlatformCredentials.Write, stop).ConfigureAwait(false);
    }
}
