using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows;

/// <summary>
/// Writes what an operation made of a Workflow. When somebody else has changed it meanwhile, what the operation changed is applied to
/// what is there now, for the Pods that it created are there as well. Source: argo-workflows workflow/controller/operator.go (reapplyUpdate).
/// </summary>
internal static class WorkflowWrite
{
    private const int MostAttempts = 5;

    /// <summary>Writes the Workflow.</summary>
    /// <returns>The version that holds exactly what the operation made of it; empty when it also holds what somebody else did.</returns>
    /// <exception cref="KubernetesApiException">The conflict, when what is there now must not be changed any more.</exception>
    public static async Task<string> WriteAsync(Manifest before, Manifest after, IKubernetesApi api, CancellationToken stop)
    {
        var next = after;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var written = await api.ReplaceAsync(next, WriteOptions.Default, stop).ConfigureAwait(false);
                return ReferenceEquals(next, after) ? written.ResourceVersion : string.Empty;
            }
            catch (KubernetesApiException conflict) when (conflict.Reason == "Conflict" && attempt < MostAttempts)
            {
                var now = await api.GetAsync(ResourceReference.To(before), stop).ConfigureAwait(false);
                if (now is null || now.Uid != before.Uid || IsOver(now) || MergePatch.Between(WorkflowCopy.Of(before).Json, after.Json) is not { } change || !Fits(now, after))
                {
                    throw;
                }

                next = new Manifest(MergePatch.Apply(now.Json, change));
            }
        }
    }

    private static bool IsOver(Manifest workflow) => workflow.Label(ArgoWorkflowLabels.Completed) == "true";

    // A node that has ended for others, by being resumed for one, has ended.
    private static bool Fits(Manifest now, Manifest after)
    {
        var nodes = after.Status.Child("nodes");
        return (now.Status.Child("nodes") ?? []).All(entry =>
            entry.Value is not JsonObject node || node.Text("phase") is "" or "Pending" or "Running"
            || nodes.Child(entry.Key) is not { } other || other.Text("phase") == node.Text("phase"));
    }
}
