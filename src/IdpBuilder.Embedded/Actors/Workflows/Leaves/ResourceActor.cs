using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>
/// Plays the container of resource templates, <c>argoexec resource</c>: acts on an object through the API, waits by watching until its
/// conditions decide, and ends the Pod accordingly.
/// </summary>
/// <param name="reader">Reads the template's manifest.</param>
internal sealed class ResourceActor(IManifestReader reader) : IActor
{
    /// <summary>The name under which it plays Pods.</summary>
    public const string Player = "argoexec";

    private static readonly GroupVersionKind Pod = new(string.Empty, "v1", "Pod");
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ResourceKey, ConcurrentDictionary<ResourceKey, byte>> _waiting = new();

    /// <inheritdoc/>
    public string Name => Player;

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
        [new(Pod, static pod => pod.Annotation(PretendAnnotations.PlayedBy) == Player ? [pod.Key] : [])];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } pod || pod.Status.Text("phase") is "Succeeded" or "Failed")
        {
            Forget(key);
            return Reconciliation.Done;
        }

        try
        {
            return await PlayAsync(pod, context, stop).ConfigureAwait(false);
        }
        catch (TemplateFailedException failure)
        {
            await new ResourcePod(pod, context).EndAsync(failure.Message, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Code is >= 400 and < 500 and not 429)
        {
            await new ResourcePod(pod, context).EndAsync(failure.Message, stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
    }

    private async Task<Reconciliation> PlayAsync(Manifest pod, ActorContext context, CancellationToken stop)
    {
        var played = new ResourcePod(pod, context);
        if (JsonNode.Parse(pod.Annotation(PodManifest.TemplateAnnotation) ?? "{}") is not JsonObject template)
        {
            throw new TemplateFailedException("the Pod does not say which template it runs");
        }

        var conditions = ResourceConditions.Of(template);
        if (played.Target is null)
        {
            var target = await new ResourceAction(context.Api, reader, pod, template).RunAsync(stop).ConfigureAwait(false);
            if (target is null)
            {
                // What was deleted has no state and no outputs but defaults.
                await played.EndAsync(template, null, stop).ConfigureAwait(false);
                return Reconciliation.Done;
            }

            await played.BeginAsync(target.Value, stop).ConfigureAwait(false);
            return Reconciliation.After(TimeSpan.Zero);
        }

        return await CheckAsync(played, played.Target.Value, template, conditions, context, stop).ConfigureAwait(false);
    }

    private async Task<Reconciliation> CheckAsync(
        ResourcePod played, ResourceReference target, JsonObject template, ResourceConditions conditions, ActorContext context, CancellationToken stop)
    {
        var key = new ResourceKey(target.Type.Group, target.Type.Kind, target.Namespace, target.Name);
        _waiting.GetOrAdd(key, static _ => new())[played.Key] = 0;
        var isWatched = await context.WatchAsync(target.Type, manifest => Waiting(manifest.Key), stop).ConfigureAwait(false);
        var current = await context.Api.GetAsync(target, stop).ConfigureAwait(false)
            ?? throw new TemplateFailedException(
                $"The resource has been deleted while its status was still being checked. Will not be retried: {target} not found");
        if (!conditions.AreDecided(current))
        {
            return isWatched ? Reconciliation.Done : Reconciliation.After(CheckInterval);
        }

        await played.EndAsync(template, current, stop).ConfigureAwait(false);
        Forget(played.Key);
        return Reconciliation.Done;
    }

    private IEnumerable<ResourceKey> Waiting(ResourceKey target) => _waiting.TryGetValue(target, out var pods) ? pods.Keys : [];

    private void Forget(ResourceKey pod)
    {
        foreach (var (target, pods) in _waiting)
        {
            if (pods.TryRemove(pod, out _) && pods.IsEmpty)
            {
                _waiting.TryRemove(target, out _);
            }
        }
    }
}
