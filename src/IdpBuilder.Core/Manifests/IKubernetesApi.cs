namespace IdpBuilder.Manifests;

/// <summary>
/// A cluster's API, spoken in JSON manifests. Every failure is an <see cref="Errors.KubernetesApiException"/>;
/// retries of what may safely be retried happen below this port.
/// </summary>
public interface IKubernetesApi : IWatches, IAsyncDisposable
{
    /// <summary>The types served; the answer is cached and read anew when a type is asked for that it lacks.</summary>
    Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop);

    /// <summary>One object, or null when it, its namespace or its type does not exist.</summary>
    Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop);

    /// <summary>All selected objects, read page by page. A type that is not served is an error.</summary>
    Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop);

    /// <summary>Creates an object.</summary>
    Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop);

    /// <summary>Replaces an object; refused when its <c>resourceVersion</c> is no longer the newest.</summary>
    Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop);

    /// <summary>Server-side apply: creates the object or merges the given fields into it.</summary>
    Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop);

    /// <summary>Patches an object.</summary>
    Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop);

    /// <summary>Requests the deletion of an object; false when there was none.</summary>
    Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop);

    /// <summary>The log lines of a Pod's container, in order.</summary>
    IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop);
}
