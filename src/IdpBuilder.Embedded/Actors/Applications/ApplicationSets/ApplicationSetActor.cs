using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>Plays Argo CD's ApplicationSet controller: keeps the Applications of each set as its generators and its template say.</summary>
internal sealed class ApplicationSetActor : IActor
{
    private static readonly GroupVersionKind Project = new("argoproj.io", "v1alpha1", "AppProject");
    private static readonly GroupVersionKind Secret = new(string.Empty, "v1", "Secret");
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(3);

    private readonly ApplicationGeneration _generation;
    private readonly string _argoNamespace;
    private readonly ConcurrentDictionary<ResourceKey, bool> _sets = new();

    /// <summary>Makes the controller.</summary>
    /// <param name="repositories">Gives git content.</param>
    /// <param name="reader">Reads YAML and JSON.</param>
    /// <param name="argoNamespace">The namespace of Argo CD, which is the only one where sets are looked at.</param>
    public ApplicationSetActor(IRepositoryReader repositories, IManifestReader reader, string argoNamespace = ArgoTypes.Namespace)
    {
        _generation = new ApplicationGeneration(repositories, reader);
        _argoNamespace = argoNamespace;
        Watches =
        [
            ActorWatch.On(ArgoTypes.ApplicationSet),
            ActorWatch.OnOwned(ArgoTypes.Application, ArgoTypes.Application.Group, ArgoTypes.ApplicationSet.Kind),
            new ActorWatch(Project, project => project.Namespace == argoNamespace ? _sets.Keys : []),
            new ActorWatch(Secret, secret => secret.Namespace == argoNamespace && RegisteredCluster.IsOne(secret) ? _sets.Keys : []),
        ];
    }

    /// <inheritdoc/>
    public string Name => "argocd-applicationset-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches { get; }

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (key.Namespace != _argoNamespace)
        {
            return Reconciliation.Done;
        }

        if (context.Cache.Find(key) is not { } set)
        {
            _sets.TryRemove(key, out _);
            return Reconciliation.Done;
        }

        if (set.DeletionTimestamp.Length > 0)
        {
            await EndAsync(set, context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        _sets[key] = true;
        var result = await KeepAsync(set, context, stop).ConfigureAwait(false);
        await TellAsync(set, result, context, stop).ConfigureAwait(false);
        var again = result.Reason.Length > 0 ? AfterFailure : _generation.LookAgainAfter(set);
        return again is { } wait ? Reconciliation.WhenDue(wait) : Reconciliation.Done;
    }

    // The request for a refresh is met last, so that nobody takes what was there before for the answer; and only as long as the set is
    // what was looked at, so that no later request is lost with it: a conflict makes the next look.
    private static async Task TellAsync(Manifest set, ReconciliationResult result, ActorContext context, CancellationToken stop)
    {
        var isAsked = set.Annotation(ArgoAnnotations.ApplicationSetRefresh) is not null;
        var version = set.ResourceVersion;
        if (ApplicationSetStatus.Patch(set, result, context.Clock.GetUtcNow()) is { } status)
        {
            if (isAsked)
            {
                status["metadata"] = new JsonObject { ["resourceVersion"] = version };
            }

            version = (await PatchAsync(ResourceReference.ToStatus(set), status, context, stop).ConfigureAwait(false)).ResourceVersion;
        }

        if (isAsked)
        {
            var annotations = new JsonObject { [ArgoAnnotations.ApplicationSetRefresh] = null };
            var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = version, ["annotations"] = annotations } };
            await PatchAsync(ResourceReference.To(set), patch, context, stop).ConfigureAwait(false);
        }
    }

    private async Task<ReconciliationResult> KeepAsync(Manifest set, ActorContext context, CancellationToken stop)
    {
        var inventory = InventoryOf(context.Cache);
        var outcome = await _generation.GenerateAsync(set, inventory, stop).ConfigureAwait(false);
        if (outcome.IsFailure)
        {
            return new ReconciliationResult(ParametersGenerated: false, outcome.Reason, outcome.Message, Current: null);
        }

        var (valid, mistake) = ApplicationValidation.Check(set, outcome.Applications, inventory);
        var policy = ApplicationsSyncPolicy.Of(set);
        var writer = new ApplicationWriter(set, context);
        if (await writer.WriteAsync(valid, policy.AllowsUpdate, stop).ConfigureAwait(false) is { } notWritten)
        {
            var reason = policy.AllowsUpdate ? ConditionReasons.NotUpdated : ConditionReasons.NotCreated;
            return new ReconciliationResult(ParametersGenerated: true, reason, notWritten, writer.Current());
        }

        if (policy.AllowsDelete && await writer.DeleteOthersAsync(outcome.Applications, inventory, stop).ConfigureAwait(false) is { } notDeleted)
        {
            return new ReconciliationResult(ParametersGenerated: true, ConditionReasons.NotDeleted, notDeleted, writer.Current());
        }

        return new ReconciliationResult(
            ParametersGenerated: true, mistake is null ? string.Empty : ConditionReasons.NotValid, mistake ?? string.Empty, writer.Current());
    }

    // The owner references see to the Applications: they are deleted with the set unless its policy keeps them.
    private static async Task EndAsync(Manifest set, ActorContext context, CancellationToken stop)
    {
        if (!ApplicationsSyncPolicy.Of(set).AllowsDelete)
        {
            await new ApplicationWriter(set, context).ReleaseAsync(stop).ConfigureAwait(false);
        }

        var finalizers = set.Metadata.Texts("finalizers");
        if (finalizers.Contains(ArgoTypes.CascadeFinalizer))
        {
            var rest = finalizers.Where(name => name != ArgoTypes.CascadeFinalizer).Select(name => (JsonNode)name);
            var patch = new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. rest]) } };
            await PatchAsync(ResourceReference.To(set), patch, context, stop).ConfigureAwait(false);
        }
    }

    private static Task<Manifest> PatchAsync(ResourceReference target, JsonObject patch, ActorContext context, CancellationToken stop) =>
        context.Api.PatchAsync(target, ManifestPatch.Merge(patch), new WriteOptions("argocd-applicationset-controller", Subresource: target.Subresource), stop);

    private ArgoInventory InventoryOf(IResourceCache cache)
    {
        var clusters = cache.List(string.Empty, Secret.Kind, _argoNamespace)
            .Where(RegisteredCluster.IsOne)
            .Select(RegisteredCluster.Of)
            .DistinctBy(cluster => cluster.Name)
            .OrderBy(cluster => cluster.Name, StringComparer.Ordinal);
        var projects = cache.List(Project.Group, Project.Kind, _argoNamespace).Select(project => project.Name);
        return new ArgoInventory([.. clusters], projects.ToHashSet(StringComparer.Ordinal));
    }
}
