using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>The types of Argo Workflows.</summary>
public static class ArgoWorkflowTypes
{
    /// <summary>The API group.</summary>
    public const string Group = "argoproj.io";

    /// <summary>A run.</summary>
    public static GroupVersionKind Workflow { get; } = new(Group, "v1alpha1", "Workflow");

    /// <summary>Templates for the runs of one namespace.</summary>
    public static GroupVersionKind WorkflowTemplate { get; } = new(Group, "v1alpha1", "WorkflowTemplate");

    /// <summary>Templates for the runs of every namespace.</summary>
    public static GroupVersionKind ClusterWorkflowTemplate { get; } = new(Group, "v1alpha1", "ClusterWorkflowTemplate");

    /// <summary>Runs on a schedule.</summary>
    public static GroupVersionKind CronWorkflow { get; } = new(Group, "v1alpha1", "CronWorkflow");
}
