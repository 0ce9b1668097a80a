using IdpBuilder.Manifests;

namespace IdpBuilder.Direct;

/// <summary>What must be watched or listed to see objects. Types that are not served yet come with a CustomResourceDefinition, and are left out until then.</summary>
internal static class DirectSelectors
{
    /// <summary>One selector for each type and namespace.</summary>
    public static async Task<IReadOnlyList<ResourceSelector>> OfAsync(IKubernetesApi api, IEnumerable<ResourceReference> objects, CancellationToken stop)
    {
        var served = (await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false)).ToLookup(resource => (resource.Type.Group, resource.Type.Kind));
        return
        [
            .. objects
                .Select(item => (item.Namespace, Type: served[(item.Type.Group, item.Type.Kind)].FirstOrDefault()))
                .Where(item => item.Type is not null)
                .Select(item => new ResourceSelector(item.Type!.Type, item.Type.Namespaced ? item.Namespace : string.Empty))
                .Distinct(),
        ];
    }

    /// <summary>The objects as they are now, with others of their types and namespaces.</summary>
    public static async Task<IReadOnlyDictionary<ResourceKey, Manifest>> ListAsync(IKubernetesApi api, IEnumerable<ResourceReference> objects, CancellationToken stop)
    {
        var selectors = await OfAsync(api, objects, stop).ConfigureAwait(false);
        var lists = await Task.WhenAll(selectors.Select(selector => api.ListAsync(selector, stop))).ConfigureAwait(false);
        return lists.SelectMany(list => list.Items).DistinctBy(manifest => manifest.Key).ToDictionary(manifest => manifest.Key);
    }
}
