using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Cron;

/// <summary>Plays the part of Argo Workflows' controller that starts Workflows on a schedule. The clock never jumps to a scheduled time.</summary>
internal sealed class CronWorkflowActor : IActor
{
    /// <inheritdoc/>
    public string Name => "cron-workflow-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(ArgoWorkflowTypes.CronWorkflow),
        ActorWatch.OnOwned(ArgoWorkflowTypes.Workflow, ArgoWorkflowTypes.Group, ArgoWorkflowTypes.CronWorkflow.Kind),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (key.Kind != ArgoWorkflowTypes.CronWorkflow.Kind || context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } cron)
        {
            return Reconciliation.Done;
        }

        var now = context.Clock.GetUtcNow();
        var runs = context.Cache.ListOwned(ArgoWorkflowTypes.Group, ArgoWorkflowTypes.Workflow.Kind, cron.Uid);
        var result = CronOperation.Operate(new CronInput(cron, runs, now));
        foreach (var name in result.Terminate)
        {
            var shutdown = new JsonObject { ["spec"] = new JsonObject { ["shutdown"] = "Terminate" } };
            await context.Api.PatchAsync(RunNamed(cron, name), ManifestPatch.Merge(shutdown), WriteOptions.Default, stop).ConfigureAwait(false);
        }

        if (result.Start is { } start)
        {
            await StartAsync(start, context.Api, stop).ConfigureAwait(false);
        }

        foreach (var name in result.Delete)
        {
            await context.Api.DeleteAsync(RunNamed(cron, name), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        if (!JsonNode.DeepEquals(cron.Json, result.Cron.Json))
        {
            await context.Api.ReplaceAsync(result.Cron, WriteOptions.Default, stop).ConfigureAwait(false);
        }

        return result.Next is { } next ? Reconciliation.WhenDue(next - now) : Reconciliation.Done;
    }

    private static ResourceReference RunNamed(Manifest cron, string name) => new(ArgoWorkflowTypes.Workflow, cron.Namespace, name);

    // A run of this very time that exists already was started by a look whose status was lost.
    private static async Task StartAsync(Manifest run, IKubernetesApi api, CancellationToken stop)
    {
        try
        {
            await api.CreateAsync(run, WriteOptions.Default, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Reason == "AlreadyExists")
        {
        }
    }
}
