using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Discovery;

/// <summary>Asks an API server what it serves: in two requests where it can (1.26 and later), one a group version where it cannot.</summary>
internal static class ServerDiscovery
{
    private const string Aggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList," +
        "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList," +
        ApiRequest.Json;

    /// <summary>The types served, of each group the preferred version first.</summary>
    public static async Task<IReadOnlyList<ApiResource>> ReadAsync(ApiClient client, CancellationToken stop)
    {
        var answers = await Task.WhenAll(
            client.SendAsync(Question("api", Aggregated), stop),
            client.SendAsync(Question("apis", Aggregated), stop)).ConfigureAwait(false);

        var resources = new List<ApiResource>(256);
        foreach (var answer in answers)
        {
            if (DiscoveryDocuments.IsAggregated(answer))
            {
                DiscoveryDocuments.ReadAggregated(answer, resources);
            }
            else
            {
                await ReadLegacyAsync(client, answer, resources, stop).ConfigureAwait(false);
            }
        }

        return resources;
    }

    private static async Task ReadLegacyAsync(ApiClient client, JsonObject groups, List<ApiResource> resources, CancellationToken stop)
    {
        var versions = DiscoveryDocuments.GroupVersions(groups).ToList();
        var lists = await Task.WhenAll(versions.Select(version => ListAsync(client, version, stop))).ConfigureAwait(false);
        foreach (var list in lists.OfType<JsonObject>())
        {
            DiscoveryDocuments.ReadList(list, resources);
        }
    }

    // The server behind an aggregated API may be down: its types are missing then, and all others are still served.
    private static async Task<JsonObject?> ListAsync(ApiClient client, string groupVersion, CancellationToken stop)
    {
        try
        {
            var root = groupVersion.Contains('/', StringComparison.Ordinal) ? "apis/" : "api/";
            return await client.SendAsync(Question(root + groupVersion, ApiRequest.Json), stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Code is 404 or 500 or 502 or 503 or 504)
        {
            return null;
        }
    }

    private static ApiRequest Question(string path, string accept) =>
        new(HttpMethod.Get, path, "Reading", "the API's types") { Accept = accept, Repeatable = true };
}
