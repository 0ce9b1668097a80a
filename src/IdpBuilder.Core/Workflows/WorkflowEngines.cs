using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>The engines this module knows.</summary>
public static class WorkflowEngines
{
    /// <summary>All of them. Pods come last: those of a Job or Workflow are parts of it, not runs.</summary>
    public static IReadOnlyList<IWorkflowEngine> All { get; } =
    [
        new ArgoWorkflowEngine(), new PipelineRunEngine(), new TaskRunEngine(), new CanaryEngine(), new JobEngine(), new PodEngine(),
    ];

    /// <summary>The engine of an object's type; null when it is no workflow.</summary>
    public static IWorkflowEngine? Of(string group, string kind) =>
        All.FirstOrDefault(engine => engine.RunType.Group == group && engine.RunType.Kind == kind);

    /// <summary>The engine of a workflow.</summary>
    public static IWorkflowEngine Of(Workflow workflow) => All.First(engine => engine.RunType.Kind == workflow.Kind);

    /// <summary>Reads an object as a workflow; null when its kind is none.</summary>
    /// <param name="run">The object.</param>
    /// <param name="candidates">Objects among which its parts are.</param>
    /// <param name="now">The cluster's time.</param>
    public static Workflow? Read(Manifest run, IEnumerable<Manifest> candidates, DateTimeOffset now)
    {
        var type = run.GroupVersionKind;
        return Of(type.Group, type.Kind) is { } engine
            ? engine.Read(run, [.. candidates.Where(candidate => engine.IsPart(run, candidate))], now)
            : null;
    }
}
