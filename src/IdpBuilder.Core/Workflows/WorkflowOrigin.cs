using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Workflows;

/// <summary>Reads where a workflow comes from: its Application, its hook, its template.</summary>
internal static class WorkflowOrigin
{
    private const string InstanceLabel = "app.kubernetes.io/instance";

    /// <summary>A run with all that its metadata tells.</summary>
    /// <param name="run">The object that is the run.</param>
    /// <param name="engine">The name of its engine.</param>
    public static Workflow Of(Manifest run, string engine) => new()
    {
        Name = run.Name,
        Namespace = run.Namespace,
        Kind = run.Kind,
        Engine = engine,
        Application = ApplicationOf(run),
        Labels = LabelsOf(run),
        Hook = HookOf(run),
    };

    /// <summary>The Application that manages the object; empty when nobody says.</summary>
    public static string ApplicationOf(Manifest run) =>
        ResourceTracking.ApplicationOf(run) is { Length: > 0 } application ? application : run.Label(InstanceLabel) ?? string.Empty;

    /// <summary>Its labels.</summary>
    public static IReadOnlyDictionary<string, string> LabelsOf(Manifest run) =>
        (run.Metadata.Child("labels") ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? string.Empty, StringComparer.Ordinal);

    /// <summary>The hook kinds it declares.</summary>
    public static string HookOf(Manifest run)
    {
        var argo = AnnotationOptions.Values(run, ArgoAnnotations.Hook);
        var kinds = argo.Count > 0 ? argo : AnnotationOptions.Values(run, ArgoAnnotations.HelmHook);
        return string.Join(',', kinds);
    }

    /// <summary>The template or schedule a Workflow was made from.</summary>
    public static string TemplateOf(Manifest run) =>
        run.Label(ArgoWorkflowLabels.CronWorkflow)
        ?? run.Label(ArgoWorkflowLabels.ClusterWorkflowTemplate)
        ?? run.Label(ArgoWorkflowLabels.WorkflowTemplate)
        ?? run.Spec.Child("workflowTemplateRef").Text("name");
}
