using System.Collections.Concurrent;
using IdpBuilder.Embedded.Actors.Hosting;
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
        new(ConfigMap, static _ => []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        _last.TryRemove(key, out var last);
        if (key.Kind != ArgoWorkflowTypes.Workflow.Kind || context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } workflow)
        {
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
        }

        _last[key] = last;
        return last.Again is { } again ? Reconciliation.After(again > now ? again - now : TimeSpan.Zero) : Reconciliation.Done;
    }

    private static async Task<LastOperation> OperateAsync(
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
            result = WorkflowOperation.Operate(new OperationInput(workflow, pods, Library, now, refused));
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
