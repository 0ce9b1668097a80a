using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Git;

/// <summary>Does what a git server's webhook does for Argo CD: asks every Application and ApplicationSet that uses a repository to refresh.</summary>
/// <remarks>
/// It looks at what the actors have seen: an Application that none has seen yet will be looked at first with the new content anyway.
/// </remarks>
/// <param name="api">Takes the marks.</param>
/// <param name="cache">Knows who is there, without a list of everyone for each commit.</param>
internal sealed class RepositoryNotifier(IKubernetesApi api, IResourceCache cache)
{
    /// <summary>Marks the Applications whose sources name the repository, and the sets whose generators do; given to <see cref="InMemoryGitHost.Subscribe"/>.</summary>
    public async Task NotifyAsync(PublishedRepository repository, CancellationToken stop)
    {
        await MarkAsync(ArgoTypes.Application, spec => Uses(spec, repository.Url), ArgoAnnotations.Refresh, "normal", stop).ConfigureAwait(false);
        await MarkAsync(ArgoTypes.ApplicationSet, spec => Generates(spec?["generators"], repository.Url), ArgoAnnotations.ApplicationSetRefresh, "true", stop)
            .ConfigureAwait(false);
    }

    private async Task MarkAsync(GroupVersionKind type, Func<JsonObject?, bool> uses, string annotation, string value, CancellationToken stop)
    {
        foreach (var user in cache.List(type.Group, type.Kind).Where(item => uses(item.Spec)))
        {
            var body = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } };
            try
            {
                await api.PatchAsync(ResourceReference.To(user), ManifestPatch.Merge(body), WriteOptions.Default, stop).ConfigureAwait(false);
            }
            catch (KubernetesApiException gone) when (gone.Code == 404)
            {
                // Deleted meanwhile: nobody to tell.
            }
        }
    }

    // A generator inside of a matrix may have a URL that another one makes: only its own run tells which.
    private static bool Generates(JsonNode? node, string url) => node switch
    {
        JsonArray list => list.Any(item => Generates(item, url)),
        JsonObject map => Names(map, url) || IsTemplated(map) || map.Any(pair => Generates(pair.Value, url)),
        _ => false,
    };

    private static bool IsTemplated(JsonObject generator) =>
        generator["repoURL"] is JsonValue value && value.TryGetValue(out string? text) && text.Contains("{{", StringComparison.Ordinal);

    private static bool Uses(JsonObject? spec, string url) =>
        Names(spec?["source"], url) || (spec?["sources"] is JsonArray sources && sources.Any(source => Names(source, url)));

    private static bool Names(JsonNode? source, string url) =>
        (source as JsonObject)?["repoURL"] is JsonValue value
        && value.TryGetValue(out string? text)
        && string.Equals(text, url, StringComparison.OrdinalIgnoreCase);
}
