using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Compares what an Application's sources say with what the cluster has.</summary>
internal sealed class ApplicationComparer(SourceRenderer renderer, LiveObjects live, TrackedObjects tracked, ServedTypes types)
{
    /// <summary>Compares; failures come as conditions.</summary>
    /// <param name="application">The Application.</param>
    /// <param name="project">Its project.</param>
    /// <param name="memory">What is kept of it.</param>
    /// <param name="sources">The sources, usually those of its spec.</param>
    /// <param name="revisions">The revisions to take; empty for those the sources ask for.</param>
    /// <param name="manifests">Manifests, as JSON, that an operation brings instead of the sources'; empty for none.</param>
    /// <param name="context">The cluster.</param>
    /// <param name="stop">Ends the comparison.</param>
    public async Task<ComparedState> CompareAsync(
        ApplicationRecord application, ApplicationProject project, ApplicationMemory memory, IReadOnlyList<ApplicationSource> sources,
        IReadOnlyList<string> revisions, IReadOnlyList<string> manifests, ActorContext context, CancellationToken stop)
    {
        var conditions = new List<ApplicationCondition>();
        var rendered = manifests.Count > 0
            ? Brought(manifests, conditions)
            : await RenderAsync(application, sources, revisions, conditions, context.Api, stop).ConfigureAwait(false);
        var targets = await TargetsAsync(application, memory, rendered ?? [], conditions, context, stop).ConfigureAwait(false);
        await live.WatchAsync(application, targets, context, stop).ConfigureAwait(false);
        tracked.Want(application.Key, targets.Select(target => target.Key));
        var scopes = await types.ScopesAsync(context.Api, stop).ConfigureAwait(false);
        var found = live.Collect(application, targets, context)
            .Where(manifest => project.PermitsKind(manifest.GroupVersionKind, manifest.Name, scopes(manifest.GroupVersionKind) != false));
        var matching = await MatchAsync(application, memory.Comparisons, targets, found, conditions, context.Api, stop).ConfigureAwait(false);
        var statuses = matching.Resources
            .Select(resource => StatusOf(resource, application, project, scopes(resource.Object.GroupVersionKind) != false, rendered is not null))
            .ToArray();
        return new ComparedState
        {
            Sources = rendered ?? [],
            Matching = matching,
            Targets = targets,
            Resources = statuses,
            SyncStatus = rendered is null ? "Unknown" : OverallOf(matching.Resources, statuses),
            Health = AppHealth.Of(matching.Resources, application.Key),
            Conditions = conditions,
        };
    }

    private static IReadOnlyList<RenderedSource>? Brought(IReadOnlyList<string> manifests, List<ApplicationCondition> conditions)
    {
        try
        {
            return [new RenderedSource(string.Empty, SourceType.Directory, [.. manifests.Select(text => new Manifest(JsonNode.Parse(text) as JsonObject ?? throw new JsonException("a manifest must be an object")))])];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            conditions.Add(new ApplicationCondition(ConditionType.ComparisonError, $"Failed to load local manifests: {failure.Message}"));
            return null;
        }
    }

    private async Task<IReadOnlyList<RenderedSource>?> RenderAsync(
        ApplicationRecord application, IReadOnlyList<ApplicationSource> sources, IReadOnlyList<string> revisions,
        List<ApplicationCondition> conditions, IKubernetesApi api, CancellationToken stop)
    {
        try
        {
            var request = RenderRequest.For(application.Manifest, await types.CapabilitiesAsync(api, stop).ConfigureAwait(false));
            return await renderer.RenderAsync(sources, revisions, request, application.Refresh == "hard", stop).ConfigureAwait(false);
        }
        catch (RenderingException failure)
        {
            conditions.Add(new ApplicationCondition(
                ConditionType.ComparisonError,
                $"Failed to load target state: failed to generate manifest for source: {failure.Message}"));
            return null;
        }
    }

    private async Task<IReadOnlyList<Manifest>> TargetsAsync(
        ApplicationRecord application, ApplicationMemory memory, IReadOnlyList<RenderedSource> rendered,
        List<ApplicationCondition> conditions, ActorContext context, CancellationToken stop)
    {
        var served = await context.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        var scopes = await types.ScopesAsync(context.Api, stop).ConfigureAwait(false);
        var set = memory.TargetsOf(application, rendered, served, scopes);
        conditions.AddRange(set.Repeated.Select(message => new ApplicationCondition(ConditionType.RepeatedResourceWarning, message)));
        conditions.AddRange(set.Targets.Where(target => ExcludedResources.Contain(target.GroupVersionKind)).Select(target =>
            new ApplicationCondition(
                ConditionType.ExcludedResourceWarning,
                $"Resource {target.GroupVersionKind.Group}/{target.Kind} {target.Name} is excluded in the settings")));
        return set.Targets.Any(target => ExcludedResources.Contain(target.GroupVersionKind))
            ? set.Targets.Where(target => !ExcludedResources.Contain(target.GroupVersionKind)).ToArray()
            : set.Targets;
    }

    private static async Task<ResourceMatching> MatchAsync(
        ApplicationRecord application, ComparisonCache comparisons, IReadOnlyList<Manifest> targets, IEnumerable<Manifest> live,
        List<ApplicationCondition> conditions, IKubernetesApi api, CancellationToken stop)
    {
        var forSync = targets.Where(target => !RunsOnlyOnDeletion(target));
        var matching = ResourceMatching.Of(forSync, live);
        var ignored = application.IgnoredDifferences;
        conditions.AddRange((ignored?.Unsupported ?? []).Select(expression => Incomparable(
            $"jqPathExpression '{expression}' is not understood by the embedded cluster, which knows simple paths only")));
        comparisons.Begin(application.Spec?["ignoreDifferences"], application.Manifest.Annotation(ArgoAnnotations.CompareOptions));
        var resources = matching.Resources.ToArray();
        for (var index = 0; index < resources.Length; index++)
        {
            if (resources[index] is { Target: { } target, Live: { } existing } pair)
            {
                resources[index] = pair with
                {
                    Modified = ServerSideComparison.IsWanted(application.Manifest, target)
                        ? await AskServerAsync(comparisons, target, existing, ignored, conditions, api, stop).ConfigureAwait(false)
                        : comparisons.IsModified(target, existing, ignored),
                };
            }
        }

        foreach (var resource in resources.Where(resource => resource.Live is not null))
        {
            if (TrackedObjects.OwnerOf(resource.Live!) is { } owner && owner != application.Key)
            {
                conditions.Add(new ApplicationCondition(
                    ConditionType.SharedResourceWarning,
                    $"{resource.Live!.Kind}/{resource.Live.Name} is part of applications {application.Manifest.Namespace}/{application.Manifest.Name} and {owner.Name}"));
            }
        }

        return matching with { Resources = resources };
    }

    private static async Task<bool> AskServerAsync(
        ComparisonCache comparisons, Manifest target, Manifest live, IgnoredDifferences? ignored,
        List<ApplicationCondition> conditions, IKubernetesApi api, CancellationToken stop)
    {
        try
        {
            return await comparisons.IsModifiedOnServerAsync(target, live, ignored, api, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException refusal)
        {
            conditions.Add(Incomparable($"error calculating server side diff of {target}: {refusal.Message}"));
            return true;
        }
    }

    private static ApplicationCondition Incomparable(string why) =>
        new(ConditionType.ComparisonError, $"Failed to compare desired state to live state: {why}");

    private static bool RunsOnlyOnDeletion(Manifest target) =>
        (Hook.IsDeletionHook(target, HookKind.PreDelete) || Hook.IsDeletionHook(target, HookKind.PostDelete))
        && !Hook.KindsOf(target).Any(kind => kind <= HookKind.SyncFail);

    private static ResourceSyncStatus StatusOf(
        ReconciledResource resource, ApplicationRecord application, ApplicationProject project, bool namespaced, bool loaded)
    {
        var named = resource.Live ?? resource.Target!;
        var isHook = Hook.IsAnyHook(named);
        var isOwn = ResourceTracking.IsSelfReferenced(resource.Live, resource.Target);
        var counts = !isHook && !Hook.IsIgnored(named) && isOwn && !(resource.Target is { } target && Hook.IsSkipped(target));
        var status = string.Empty;
        if (!loaded || !project.PermitsKind(named.GroupVersionKind, named.Name, namespaced))
        {
            status = "Unknown";
        }
        else if (counts)
        {
            status = resource is { Target: not null, Live: not null, Modified: false } ? "Synced" : "OutOfSync";
        }

        return new ResourceSyncStatus(
            status,
            isHook,
            resource is { Target: null, Live: not null } && isOwn && loaded,
            NeedsDeletionConfirmation(resource, application),
            resource.Target is { } manifest ? SyncWave.Of(manifest) : 0);
    }

    private static bool NeedsDeletionConfirmation(ReconciledResource resource, ApplicationRecord application) =>
        new[] { resource.Target, resource.Live }.OfType<Manifest>().Any(manifest =>
            ResourceSyncOptions.DeleteOption(manifest, application.DefaultDelete) == "confirm"
            || AnnotationOptions.ValueOf(manifest, ArgoAnnotations.SyncOptions, "Prune") == "confirm")
        || application.SyncPolicy.Texts("syncOptions").Contains("Prune=confirm", StringComparer.Ordinal);

    private static string OverallOf(IReadOnlyList<ReconciledResource> resources, ResourceSyncStatus[] statuses) =>
        resources.Zip(statuses).Any(pair =>
            pair.Second.Status == "OutOfSync"
            && !(pair.First.Target is null && AnnotationOptions.Has(pair.First.Live, ArgoAnnotations.CompareOptions, "IgnoreExtraneous")))
            ? "OutOfSync"
            : "Synced";
}
