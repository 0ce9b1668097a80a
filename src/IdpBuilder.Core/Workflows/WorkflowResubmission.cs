using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Makes a new Workflow of one that was run before.</summary>
internal static class WorkflowResubmission
{
    // What says how the old run went, and to whom it belongs: the new one is nobody's hook and no Application's object.
    private static readonly string[] OfTheRun = [ArgoWorkflowLabels.Phase, ArgoWorkflowLabels.Completed, ArgoWorkflowLabels.Archiving, "app.kubernetes.io/instance"];
    private static readonly string[] OfOthers = ["argocd.argoproj.io/", "helm.sh/", "kubectl.kubernetes.io/", ArgoWorkflowLabels.PodNameFormat];

    /// <summary>The Workflow to create.</summary>
    /// <param name="run">The Workflow as the cluster has it; it may still run.</param>
    /// <param name="parameters">Values in place of those that it ran with.</param>
    /// <exception cref="IdpException"><c>WorkflowParametersInvalid</c>.</exception>
    public static Manifest Of(Manifest run, IReadOnlyDictionary<string, string> parameters)
    {
        var spec = (JsonObject?)run.Spec?.DeepClone() ?? [];
        spec.Remove("shutdown");
        if (spec.Whole("activeDeadlineSeconds") == 0)
        {
            spec.Remove("activeDeadlineSeconds");
        }

        var labels = Without(run.Metadata.Child("labels"), name => OfTheRun.Contains(name, StringComparer.Ordinal));
        labels[ArgoWorkflowLabels.ResubmittedFrom] = run.Name;
        var metadata = new JsonObject
        {
            ["namespace"] = run.Namespace,
            ["generateName"] = run.GenerateName.Length > 0 ? run.GenerateName : run.Name + "-",
            ["labels"] = labels,
            ["annotations"] = Without(run.Metadata.Child("annotations"), name => Array.Exists(OfOthers, other => name.StartsWith(other, StringComparison.Ordinal))),
        };
        var again = new JsonObject { ["apiVersion"] = run.ApiVersion, ["kind"] = run.Kind, ["metadata"] = metadata, ["spec"] = spec };
        return new WorkflowStart(run.Namespace, parameters).Of(new Manifest(again));
    }

    private static JsonObject Without(JsonObject? map, Func<string, bool> dropped) =>
        new((map ?? []).Where(entry => !dropped(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
}
