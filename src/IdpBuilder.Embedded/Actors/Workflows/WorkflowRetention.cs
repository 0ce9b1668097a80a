using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows;

/// <summary>Cleans up after a Workflow that has ended: its Pods by <c>podGC</c>, itself by <c>ttlStrategy</c>.</summary>
internal static class WorkflowRetention
{
    private static readonly GroupVersionKind Pod = new(string.Empty, "v1", "Pod");

    /// <summary>Deletes what is due, and labels the Pods that have ended.</summary>
    public static async Task<Reconciliation> KeepAsync(
        Manifest workflow, IReadOnlyList<Manifest> pods, ActorContext context, CancellationToken stop)
    {
        var spec = workflow.Status.Child("storedWorkflowTemplateSpec") ?? workflow.Spec;
        foreach (var pod in pods)
        {
            if (IsGarbage(spec.Child("podGC").Text("strategy"), workflow, pod))
            {
                await context.Api.DeleteAsync(ResourceReference.To(pod), DeletionOptions.Default, stop).ConfigureAwait(false);
            }
            else if (pod.Label(ArgoWorkflowLabels.Completed) != "true" && HasEnded(pod))
            {
                await LabelAsync(pod, context.Api, stop).ConfigureAwait(false);
            }
        }

        return await ExpireAsync(workflow, spec, context, stop).ConfigureAwait(false);
    }

    /// <summary>How long after its end a Workflow is deleted; null for never.</summary>
    public static TimeSpan? TimeToLive(JsonObject? spec, string phase)
    {
        var strategy = spec.Child("ttlStrategy");
        var seconds = (phase == "Succeeded" ? strategy.Whole("secondsAfterSuccess") : strategy.Whole("secondsAfterFailure"))
            ?? strategy.Whole("secondsAfterCompletion");
        return seconds is { } given ? TimeSpan.FromSeconds(given) : null;
    }

    /// <summary>Whether a Pod of an ended Workflow is to be deleted.</summary>
    public static bool IsGarbage(string strategy, Manifest workflow, Manifest pod) => strategy switch
    {
        "OnPodCompletion" => HasEnded(pod),
        "OnPodSuccess" => pod.Status.Text("phase") == "Succeeded",
        "OnWorkflowCompletion" => true,
        "OnWorkflowSuccess" => workflow.Status.Text("phase") == "Succeeded",
        _ => false,
    };

    private static bool HasEnded(Manifest pod) => pod.Status.Text("phase") is "Succeeded" or "Failed";

    private static Task LabelAsync(Manifest pod, IKubernetesApi api, CancellationToken stop) =>
        api.PatchAsync(
            new ResourceReference(Pod, pod.Namespace, pod.Name),
            ManifestPatch.Merge(new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [ArgoWorkflowLabels.Completed] = "true" } },
            }),
            WriteOptions.Default,
            stop);

    private static async Task<Reconciliation> ExpireAsync(Manifest workflow, JsonObject? spec, ActorContext context, CancellationToken stop)
    {
        if (TimeToLive(spec, workflow.Status.Text("phase")) is not { } life || workflow.Status.Time("finishedAt") is not { } finished)
        {
            return Reconciliation.Done;
        }

        var left = finished + life - context.Clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            return Reconciliation.WhenDue(left);
        }

        await context.Api.DeleteAsync(ResourceReference.To(workflow), new DeletionOptions(Uid: workflow.Uid), stop).ConfigureAwait(false);
        return Reconciliation.Done;
    }
}
