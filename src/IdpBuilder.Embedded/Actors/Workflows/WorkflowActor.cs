using System.Collections.Concurrent;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Locks;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows;

/// <summary>Plays the controller of Argo Workflows: carries out what <see cref="WorkflowOperation"/> decides.</summary>
internal sealed class WorkflowActor : IActor
{
    private static readonly GroupVersionKind Pod = new(string.Empty, "v1", "Pod");
    private static readonly GroupVersionKind ConfigMap = new(string.Empty, "v1", "ConfigMap");

    private readonly ConcurrentDictionary<ResourceKey, LastOperation> _last = new();
    private readonly LockTable _locks = new();
    private bool _begun;

    /// <inheritdoc/>
    public string Name => "workflow-controller";

    /// <inheritdoc/>
    public bool YieldsToOthers => true;

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(ArgoWorkflowTypes.Workflow),
        ActorWatch.OnOwned(Pod, ArgoWorkflowTypes.Group, ArgoWorkflowTypes.Workflow.Kind),
        new(ArgoWorkflowTypes.WorkflowTemplate, static _ => []),
        new(ArgoWorkflowTypes.ClusterWorkflowTemplate, static _ => []),
        new(ConfigMap, limits => _locks.WaitersFor($"{limits.Namespace}/ConfigMap/{limits.Name}/").Select(KeyOf)),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        Begin(context.Cache);
        var result = await LookAsync(key, context, stop).ConfigureAwait(false);
        foreach (var woken in _locks.TakeWoken())
        {
            context.LookAt(KeyOf(woken));
        }

        return result;
    }

    private async Task<Reconciliation> LookAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        _last.TryRemove(key, out var last);
        if (key.Kind != ArgoWorkflowTypes.Workflow.Kind || context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } workflow)
        {
            _locks.Release(IsOf(key));
            return Reconciliation.Done;
        }

        var pods = context.Cache.ListOwned(Pod.Group, Pod.Kind, workflow.Uid);
        if (workflow.Label(ArgoWorkflowLabels.Completed) == "true")
        {
            return await WorkflowRetention.KeepAsync(workflow, pods, context, stop).ConfigureAwait(false);
        }

        var now = context.Clock.GetUtcNow();
        if (last?.Holds(workflow, pods, now) != true)
        {
            last = await OperateAsync(workflow, pods, now, context, stop).ConfigureAwait(false);
            last = _locks.Waits(IsOf(key)) ? last with { Version = string.Empty } : last;
        }

        _last[key] = last;
        return last.Again is { } again ? Reconciliation.After(again > now ? again - now : TimeSpan.Zero) : Reconciliation.Done;
    }

    private async Task<LastOperation> OperateAsync(
        Manifest workflow, IReadOnlyList<Manifest> pods, DateTimeOffset now, ActorContext context, CancellationToken stop)
    {
        Manifest? Library(string kind, string inNamespace, string name) =>
            context.Cache.Find(new ResourceKey(kind == ConfigMap.Kind ? string.Empty : ArgoWorkflowTypes.Group, kind, inNamespace, name));
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        OperationResult result;
        int known;
        do
        {
            known = refused.Count;
            result = WorkflowOperation.Operate(new OperationInput(workflow, pods, Library, now, refused) { Locks = _locks });
            foreach (var pod in result.PodsToCreate.Where(pod => !refused.ContainsKey(pod.Name)))
            {
                if (await TryCreateAsync(pod, context.Api, stop).ConfigureAwait(false) is { } refusal)
                {
                    refused[pod.Name] = refusal;
                }
            }
        }
        while (refused.Count > known);

        var written = await WriteAsync(workflow, result, context, stop).ConfigureAwait(false);
        return new LastOperation(written, LastOperation.VersionsOf(pods), result.Again);
    }

    // A cluster that is started again goes on where it was.
    private void Begin(IResourceCache cache)
    {
        lock (_locks)
        {
            if (_begun)
            {
                return;
            }

            _begun = true;
            var (group, kind) = (ArgoWorkflowTypes.Group, ArgoWorkflowTypes.Workflow.Kind);
            foreach (var workflow in cache.List(group, kind).Where(workflow => workflow.Label(ArgoWorkflowLabels.Completed) != "true"))
            {
                WorkflowLocks.Restore(_locks, workflow);
            }
        }
    }

    private static Predicate<string> IsOf(ResourceKey key) => holder => LockTable.WorkflowOf(holder) == $"{key.Namespace}/{key.Name}";

    private static ResourceKey KeyOf(string workflow) =>
        workflow.Split('/') is [var space, var name] ? new(ArgoWorkflowTypes.Group, ArgoWorkflowTypes.Workflow.Kind, space, name) : default;

    // Returns the version that is there now.
    private static async Task<string> WriteAsync(Manifest before, OperationResult result, ActorContext context, CancellationToken stop)
    {
        foreach (var name in result.PodsToDelete)
        {
            var target = new ResourceReference(Pod, before.Namespace, name);
            await context.Api.DeleteAsync(target, new DeletionOptions(GracePeriodSeconds: 0), stop).ConfigureAwait(false);
        }

        if (!WorkflowCopy.Differs(before, result.Workflow))
        {
            return before.ResourceVersion;
        }

        var written = await WorkflowWrite.WriteAsync(before, result.Workflow, context.Api, stop).ConfigureAwait(false);
        WorkflowEvents.Record(before, result.Workflow, context.Events);
        return written;
    }

    // The message of a refusal that trying again would not change; null when the Pod is there.
    private static async Task<string?> TryCreateAsync(Manifest pod, IKubernetesApi api, CancellationToken stop)
    {
        try
        {
            await api.CreateAsync(pod, WriteOptions.Default, stop).ConfigureAwait(false);
            return null;
        }
        catch (KubernetesApiException failure) when (failure.Reason == "AlreadyExists")
        {
            return null;
        }
        catch (KubernetesApiException failure) when (failure.Code is >= 400 and < 500 and not (409 or 429))
        {
            return failure.Message;
        }
    }
}
