using System.Text.Json.Nodes;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Git;

/// <summary>Does what a git server's webhook does for Argo CD: asks every Application that uses a repository to refresh.</summary>
public sealed class RepositoryNotifier(IKubernetesApi api)
{
    /// <summary>Marks the Applications whose sources name the repository; given to <see cref="InMemoryGitHost.Subscribe"/>.</summary>
    public async Task NotifyAsync(PublishedRepository repository, CancellationToken stop)
    {
        var served = await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        if (!served.Any(resource => resource.Type == ArgoTypes.Application))
        {
            return;
        }

        var applications = await api.ListAsync(new ResourceSelector(ArgoTypes.Application), stop).ConfigureAwait(false);
        foreach (var application in applications.Items.Where(application => Uses(application.Spec, repository.Url)))
        {
            var body = new JsonObject
            {
                ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [ArgoAnnotations.Refresh] = "normal" } },
            };
            await api.PatchAsync(ResourceReference.To(application), ManifestPatch.Merge(body), WriteOptions.Default, stop)
                .ConfigureAwait(false);
        }
    }

    private static bool Uses(JsonObject? spec, string url) =>
        Names(spec?["source"], url) || (spec?["sources"] is JsonArray sources && sources.Any(source => Names(source, url)));

    private static bool Names(JsonNode? source, string url) =>
        (source as JsonObject)?["repoURL"] is JsonValue value
        && value.TryGetValue(out string? text)
        && string.Equals(text, url, StringComparison.OrdinalIgnoreCase);
}
