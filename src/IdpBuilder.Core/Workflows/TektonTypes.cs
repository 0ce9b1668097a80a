using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>The types and labels of Tekton Pipelines. Source: tektoncd/pipeline pkg/apis/pipeline/register.go.</summary>
internal static class TektonTypes
{
    /// <summary>The API group of Tekton Pipelines.</summary>
    public const string Group = "tekton.dev";

    /// <summary>The label with the PipelineRun of a TaskRun or Pod.</summary>
    public const string PipelineRunLabel = "tekton.dev/pipelineRun";

    /// <summary>The label with the TaskRun of a Pod.</summary>
    public const string TaskRunLabel = "tekton.dev/taskRun";

    /// <summary>The label with the task of a pipeline that a TaskRun or Pod runs.</summary>
    public const string PipelineTaskLabel = "tekton.dev/pipelineTask";

    /// <summary>The label with the Pipeline of a PipelineRun.</summary>
    public const string PipelineLabel = "tekton.dev/pipeline";

    /// <summary>The label with the Task of a TaskRun.</summary>
    public const string TaskLabel = "tekton.dev/task";

    /// <summary>A run of a pipeline.</summary>
    public static GroupVersionKind PipelineRun { get; } = new(Group, "v1", "PipelineRun");

    /// <summary>A run of a task.</summary>
    public static GroupVersionKind TaskRun { get; } = new(Group, "v1", "TaskRun");
}
