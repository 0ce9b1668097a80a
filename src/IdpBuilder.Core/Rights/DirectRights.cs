using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Planning;

namespace IdpBuilder.Rights;

/// <summary>Finds out which rights applying packages from this machine needs in the cluster as it is: to make namespaces that are missing, and to prune.</summary>
/// <param name="api">The cluster.</param>
public sealed class DirectRights(IKubernetesApi api)
{
    private static readonly GroupVersionKind NamespaceType = new(string.Empty, "v1", "Namespace");

    /// <summary>The rights.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="served">What the cluster serves.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<NeededRight>> FindAsync(IReadOnlyList<DirectPackage> packages, IReadOnlyList<ApiResource> served, CancellationToken stop)
    {
        var needed = InstallRights.OfDirect(packages, served).ToList();
        var created = packages.SelectMany(package => package.Applications).Select(application => application.Value)
            .Where(planned => planned.Options.CreateNamespace && planned.Namespace.Length > 0).Select(planned => planned.Namespace);
        foreach (var name in created.Append(DirectRecords.Namespace).Distinct(StringComparer.Ordinal))
        {
            if (await IsMissingAsync(name, stop).ConfigureAwait(false))
            {
                needed.AddRange(InstallRights.OfNamespaces);
                break;
            }
        }

        foreach (var package in packages)
        {
            if (await DirectRecords.FindAsync(api, package.Package.Name, stop).ConfigureAwait(false) is { } record)
            {
                needed.AddRange(InstallRights.OfRemoval(record, served));
            }
        }

        return [.. needed.Distinct()];
    }

    // Whoever may not look is told so by the right to look.
    private async Task<bool> IsMissingAsync(string name, CancellationToken stop)
    {
        try
        {
            return await api.GetAsync(new ResourceReference(NamespaceType, string.Empty, name), stop).ConfigureAwait(false) is null;
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            return true;
        }
    }
}
