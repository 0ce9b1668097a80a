using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Workflows;

/// <summary>Satisfied when one workflow has succeeded; impossible when it has failed or is deleted.</summary>
/// <param name="key">The object that is the run.</param>
/// <param name="clock">The cluster's time.</param>
public sealed class WorkflowCondition(ResourceKey key, TimeProvider clock) : IWaitCondition
{
    private const int MostRunningNamed = 3;

    /// <inheritdoc/>
    public string Description => $"{key.Kind} '{key.Namespace}/{key.Name}'";

    /// <summary>What must be watched: the run itself and, for a Job, its Pods.</summary>
    public IReadOnlyList<ResourceSelector> Selectors
    {
        get
        {
            var engine = WorkflowEngines.Of(key.Group, key.Kind);
            var run = new ResourceSelector(
                engine?.RunType ?? new GroupVersionKind(key.Group, string.Empty, key.Kind), key.Namespace, FieldSelector: $"metadata.name={key.Name}");
            return [run, .. (engine?.PartTypes ?? []).Select(type => new ResourceSelector(type, key.Namespace))];
        }
    }

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        if (objects.Find(key) is not { } run)
        {
            return Absent(objects.IsGone(key));
        }

        if (WorkflowEngines.Read(run, objects.All, clock.GetUtcNow()) is not { } workflow)
        {
            return WaitVerdict.Impossible("not a workflow", new WaitCause(Description, $"'{key.Kind}' is no kind of workflow"));
        }

        return workflow.Phase switch
        {
            WorkflowPhase.Succeeded => WaitVerdict.Satisfied(Seen(workflow)),
            WorkflowPhase.Failed or WorkflowPhase.Error => WaitVerdict.Impossible(Seen(workflow), [.. CausesOf(workflow)]),
            _ => WaitVerdict.Waiting(Seen(workflow), Percent(workflow.Progress)),
        };
    }

    /// <summary>Why a workflow failed: itself, then each failed leaf with its message and exit code.</summary>
    public static IEnumerable<WaitCause> CausesOf(Workflow workflow)
    {
        yield return new WaitCause($"{workflow.Kind} '{workflow.Namespace}/{workflow.Name}'", Summary(workflow));
        foreach (var node in WorkflowCauses.FailedLeaves(workflow))
        {
            var pod = node.PodName.Length > 0 ? $" (pod '{node.PodName}')" : string.Empty;
            yield return new WaitCause($"node '{node.DisplayName}'{pod}", WorkflowCauses.Describe(node));
        }

        if (workflow.NodesUnreadable.Length > 0)
        {
            yield return new WaitCause("nodes", workflow.NodesUnreadable);
        }
    }

    private WaitVerdict Absent(bool gone) => gone
        ? WaitVerdict.Impossible("deleted", new WaitCause(Description, "it was deleted while it was waited for"))
        : WaitVerdict.Impossible("not found", new WaitCause(Description, "it does not exist"));

    private static string Summary(Workflow workflow) =>
        workflow.Message.Length > 0 ? $"{workflow.Phase}: {workflow.Message}" : workflow.Phase.ToString();

    private static string Seen(Workflow workflow)
    {
        var state = workflow.Progress.Length > 0 ? $"{workflow.Phase} {workflow.Progress}" : workflow.Phase.ToString();
        if (workflow.Completed)
        {
            return state;
        }

        var running = workflow.AllNodes()
            .Where(node => node.Children.Count == 0 && node.Phase == WorkflowNodePhase.Running)
            .Select(node => node.AwaitsResumption ? $"{node.DisplayName} (suspended)" : node.DisplayName)
            .ToArray();
        if (running.Length == 0)
        {
            return workflow.Suspended ? $"{state}, suspended" : state;
        }

        var rest = running.Length > MostRunningNamed
            ? string.Create(CultureInfo.InvariantCulture, $" and {running.Length - MostRunningNamed} more")
            : string.Empty;
        return $"{state}: {string.Join(", ", running.Take(MostRunningNamed))}{rest}";
    }

    private static int Percent(string progress)
    {
        var slash = progress.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && int.TryParse(progress.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var done)
            && int.TryParse(progress.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var all)
            && all > 0
            ? (int)(100L * done / all)
            : -1;
    }
}
