using System.Collections.Concurrent;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>A cluster that is looked at only.</summary>
/// <param name="api">The cluster.</param>
internal sealed class LiveView(IKubernetesApi api) : ISyncView
{
    private const int Parallelism = 8;

    /// <inheritdoc/>
    public async ValueTask<ApiResource?> FindTypeAsync(GroupVersionKind type, CancellationToken stop) =>
        Find(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false), type)
        ?? Find(await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false), type);

    /// <inheritdoc/>
    public async Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop)
    {
        try
        {
            return await FindTypeAsync(target.Type, stop).ConfigureAwait(false) is { } type
                ? await api.GetAsync(type.Namespaced ? target : target with { Namespace = string.Empty }, stop).ConfigureAwait(false)
                : null;
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            // Whoever may not look at an object learns so where the object is told of.
            return null;
        }
    }

    /// <summary>Reads objects; what is not there is not in the answer.</summary>
    public async Task<LiveObjects> ReadAsync(IEnumerable<ResourceReference> references, CancellationToken stop)
    {
        var found = new ConcurrentDictionary<ResourceKey, Manifest>();
        await Parallel.ForEachAsync(
            references.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop },
            async (reference, ending) =>
            {
                if (await GetAsync(reference, ending).ConfigureAwait(false) is { } manifest)
                {
                    found[manifest.Key] = manifest;
                }
            }).ConfigureAwait(false);
        return new LiveObjects(found);
    }

    private static ApiResource? Find(IReadOnlyList<ApiResource> served, GroupVersionKind type) => served.FirstOrDefault(resource => resource.Type == type);
}
