using IdpBuilder.Embedded.Actors.Hosting;
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
    /// <param name="context">The cluster.</param>
    /// <param name="stop">Ends the comparison.</param>
    public async Task<ComparedState> CompareAsync(
        ApplicationRecord application, ApplicationProject project, ApplicationMemory memory, IReadOnlyList<ApplicationSource> sources,
        IReadOnlyList<string> revisions, ActorContext context, CancellationToken stop)
    {
        var conditions = new List<ApplicationCondition>();
        var rendered = await RenderAsync(application, sources, revisions, conditions, stop).ConfigureAwait(false);
        var targets = await TargetsAsync(application, memory, rendered ?? [], conditions, context, stop).ConfigureAwait(false);
        await live.WatchAsync(application, targets, context, stop).ConfigureAwait(false);
        tracked.Want(application.Key, targets.Select(target => target.Key));
        var scopes = await types.ScopesAsync(context.Api, stop).ConfigureAwait(false);
        var found = live.Collect(application, targets, context)
            .Where(manifest => project.PermitsKind(manifest.GroupVersionKind, manifest.Name, scopes(manifest.GroupVersionKind) != false));
        var matching = Match(application, memory.Comparisons, targets, found, conditions);
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

    private async Task<IReadOnlyList<RenderedSource>?> RenderAsync(
        ApplicationRecord application, IReadOnlyList<ApplicationSource> sources, IReadOnlyList<string> revisions,
        List<ApplicationCondition> conditions, CancellationToken stop)
    {
        try
        {
            return await renderer.RenderAsync(sources, revisions, RenderRequest.For(application.Manifest), application.Refresh == "hard", stop).ConfigureAwait(false);
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

    private static ResourceMatching Match(
        ApplicationRecord application, ComparisonCache comparisons, IReadOnlyList<Manifest> targets, IEnumerable<Manifest> live,
        List<ApplicationCondition> conditions)
    {
        var forSync = targets.Where(target => !RunsOnlyOnDeletion(target));
        var matching = ResourceMatching.Of(forSync, live);
        var ignored = application.IgnoredDifferences;
        conditions.AddRange((ignored?.Unsupported ?? []).Select(expression => new ApplicationCondition(
            ConditionType.ComparisonError,
            $"Failed to compare desired state to live state: jqPathExpression '{expression}' is not understood by the embedded cluster, which knows simple paths only")));
        comparisons.Begin(application.Spec?["ignoreDifferences"]);
        var resources = matching.Resources.Select(resource => resource is { Target: { } target, Live: { } existing }
            ? resource with { Modified = comparisons.IsModified(target, existing, ignored) }
            : resource).ToArray();
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
            ResourceSyncOptions.DeleteOption(manifest) == "confirm"
            || AnnotationOptions.ValueOf(manifest, ArgoAnnotations.SyncOptions, "Prune") == "confirm")
        || application.SyncPolicy.Texts("syncOptions").Any(option => option is "Delete=confirm" or "Prune=confirm");

    private static string OverallOf(IReadOnlyList<ReconciledResource> resources, ResourceSyncStatus[] statuses) =>
        resources.Zip(statuses).Any(pair =>
            pair.Second.Status == "OutOfSync"
            && !(pair.First.Target is null && AnnotationOptions.Has(pair.First.Live, ArgoAnnotations.CompareOptions, "IgnoreExtraneous")))
            ? "OutOfSync"
            : "Synced";
}
