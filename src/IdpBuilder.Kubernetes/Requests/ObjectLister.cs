using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Reads lists page by page.</summary>
internal sealed class ObjectLister(ApiClient client)
{
    /// <summary>The page size that kubectl uses, too: no answer grows so large that it blocks others.</summary>
    private const string PageSize = "500";

    /// <summary>All selected objects at one moment.</summary>
    public async Task<ManifestList> ListAsync(ApiResource type, ResourceSelector selector, CancellationToken stop)
    {
        try
        {
            return await ReadAsync(type, selector, PageSize, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException expired) when (expired.Code == 410)
        {
            // Between two pages the server forgot the moment that the list shows. One large page cannot expire.
            return await ReadAsync(type, selector, pageSize: string.Empty, stop).ConfigureAwait(false);
        }
    }

    private async Task<ManifestList> ReadAsync(ApiResource type, ResourceSelector selector, string pageSize, CancellationToken stop)
    {
        var objects = new List<Manifest>();
        var next = string.Empty;
        while (true)
        {
            var page = await client.SendAsync(Page(type, selector, pageSize, next), stop).ConfigureAwait(false);
            ListedObjects.Take(page, type.Type, objects);
            next = ListedObjects.Metadata(page, "continue");
            if (next.Length == 0)
            {
                return new ManifestList(objects, ListedObjects.Metadata(page, "resourceVersion"));
            }
        }
    }

    private static ApiRequest Page(ApiResource type, ResourceSelector selector, string pageSize, string next)
    {
        var path = ResourcePath.OfAll(type, selector.Namespace)
            .WithAny("labelSelector", selector.LabelSelector)
            .WithAny("fieldSelector", selector.FieldSelector)
            .WithAny("limit", pageSize)
            .WithAny("continue", next);
        return new ApiRequest(HttpMethod.Get, path.ToString(), "Listing", Subject(type, selector)) { Repeatable = true };
    }

    /// <summary>How messages name a selection.</summary>
    internal static string Subject(ApiResource type, ResourceSelector selector) =>
        selector.Namespace.Length == 0 ? $"'{type.Plural}'" : $"'{type.Plural}' in namespace '{selector.Namespace}'";
}
