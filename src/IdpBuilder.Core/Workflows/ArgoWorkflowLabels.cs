namespace IdpBuilder.Workflows;

/// <summary>The labels and annotations that Argo Workflows writes.</summary>
public static class ArgoWorkflowLabels
{
    /// <summary>Label: the phase of a Workflow.</summary>
    public const string Phase = "workflows.argoproj.io/phase";

    /// <summary>Label: <c>true</c> when a Workflow or a Pod of one has ended.</summary>
    public const string Completed = "workflows.argoproj.io/completed";

    /// <summary>Label of a Workflow: whether it is kept in the archive.</summary>
    public const string Archiving = "workflows.argoproj.io/workflow-archiving-status";

    /// <summary>Label of a Workflow: the one that it repeats.</summary>
    public const string ResubmittedFrom = "workflows.argoproj.io/resubmitted-from-workflow";

    /// <summary>Label of a Pod: its Workflow.</summary>
    public const string Workflow = "workflows.argoproj.io/workflow";

    /// <summary>Label of a Workflow: the WorkflowTemplate it was made from.</summary>
    public const string WorkflowTemplate = "workflows.argoproj.io/workflow-template";

    /// <summary>Label of a Workflow: the ClusterWorkflowTemplate it was made from.</summary>
    public const string ClusterWorkflowTemplate = "workflows.argoproj.io/cluster-workflow-template";

    /// <summary>Label of a Workflow: the CronWorkflow that started it.</summary>
    public const string CronWorkflow = "workflows.argoproj.io/cron-workflow";

    /// <summary>Annotation of a Workflow: when its CronWorkflow meant to start it.</summary>
    public const string ScheduledTime = "workflows.argoproj.io/scheduled-time";

    /// <summary>Annotation of a Workflow: how its Pods are named, <c>v1</c> or <c>v2</c>.</summary>
    public const string PodNameFormat = "workflows.argoproj.io/pod-name-format";

    /// <summary>Annotation of a Pod: the name of its node.</summary>
    public const string NodeName = "workflows.argoproj.io/node-name";

    /// <summary>Annotation of a Pod: the id of its node.</summary>
    public const string NodeId = "workflows.argoproj.io/node-id";

    /// <summary>Annotation of a template: the display name of its nodes.</summary>
    public const string DisplayName = "workflows.argoproj.io/display-name";
}
