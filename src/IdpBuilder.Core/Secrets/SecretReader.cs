using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>Finds the Secrets that are meant for users.</summary>
public static class SecretReader
{
    private static readonly ResourceSelector Offered = new(
        new GroupVersionKind(string.Empty, "v1", "Secret"), LabelSelector: $"{SecretLabels.Offered}=true");

    /// <summary>A core package's Secret; null when there is none.</summary>
    public static async Task<ClusterSecret?> FindAsync(IKubernetesApi api, CoreSecret core, CancellationToken stop) =>
        await api.GetAsync(core.Reference, stop).ConfigureAwait(false) is { } manifest
            ? new ClusterSecret(manifest, core.Package, core.UserName, isCore: true)
            : null;

    /// <summary>
    /// The core packages' Secrets, as far as they exist, then those that packages label, by namespace and name.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="isWanted">Whether a package's Secrets are wanted; an empty name stands for a Secret that names no package.</param>
    /// <param name="stop">Cancels the reading.</param>
    public static async Task<IReadOnlyList<ClusterSecret>> ReadAsync(IKubernetesApi api, Func<string, bool> isWanted, CancellationToken stop)
    {
        var secrets = new List<ClusterSecret>();
        foreach (var core in CoreSecret.All.Where(core => isWanted(core.Package)))
        {
            if (await FindAsync(api, core, stop).ConfigureAwait(false) is { } secret)
            {
                secrets.Add(secret);
            }
        }

        var offered = await api.ListAsync(Offered, stop).ConfigureAwait(false);
        secrets.AddRange(offered.Items
            .Where(manifest => !CoreSecret.All.Any(core => core.Namespace == manifest.Namespace && core.Name == manifest.Name))
            .Select(manifest => new ClusterSecret(manifest, manifest.Label(SecretLabels.Package) ?? string.Empty, string.Empty, isCore: false))
            .Where(secret => isWanted(secret.Package))
            .OrderBy(secret => secret.Namespace, StringComparer.Ordinal)
            .ThenBy(secret => secret.Name, StringComparer.Ordinal));
        return secrets;
    }
}
