using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution;

/// <summary>Finds Applications that packages would take away from other packages or from ApplicationSets.</summary>
/// <param name="api">The cluster.</param>
public sealed class OwnerCheck(IKubernetesApi api)
{
    /// <summary>The set with a diagnostic for each Application that belongs to somebody else.</summary>
    public async Task<PackageSet> RunAsync(PackageSet set, CancellationToken stop)
    {
        var live = new Dictionary<ResourceKey, Manifest>();
        foreach (var selector in InstalledPackage.Selectors)
        {
            foreach (var application in (await api.ListAsync(selector, stop).ConfigureAwait(false)).Items)
            {
                live[application.Key] = application;
            }
        }

        var found = set.Packages.SelectMany(package => package.Applications.Select(application => Judge(package, application, live))).OfType<Diagnostic>();
        return set with { Diagnostics = [.. set.Diagnostics, .. found] };
    }

    private static Diagnostic? Judge(Package package, PackageApplication application, Dictionary<ResourceKey, Manifest> live)
    {
        var key = application.Manifest.Key;
        if (!live.TryGetValue(key with { Namespace = key.Namespace.Length > 0 ? key.Namespace : ArgoTypes.Namespace }, out var there))
        {
            return null;
        }

        if (InstalledPackage.NameOf(there) is { } owner)
        {
            return owner == package.Name ? null : PackageMistakes.ApplicationOwned(application.Name, package.Name, owner, application.Span);
        }

        var set = there.Metadata.Children("ownerReferences").FirstOrDefault(reference => reference.Text("kind") == ArgoTypes.ApplicationSet.Kind);
        return set is null ? null : PackageMistakes.ApplicationGenerated(application.Name, package.Name, set.Text("name"), application.Span);
    }
}
