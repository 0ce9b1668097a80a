using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>
/// Prepares a Workflow that has ended to go on from what failed: the failed nodes are forgotten with everything that came after them, the
/// nodes around them run again, and what succeeded stays done. Pure: whoever calls writes the run and deletes the Pods.
/// </summary>
internal sealed class WorkflowRetry
{
    private static readonly string[] Work = ["Pod", "Container", "HTTP", "Plugin", "Suspend"];

    private readonly Dictionary<string, WorkflowNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _around = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forgotten = new(StringComparer.Ordinal);
    private readonly Workflow _workflow;
    private readonly JsonObject _table;

    private WorkflowRetry(Manifest run, Workflow workflow)
    {
        (_workflow, _table) = (workflow, (JsonObject)ArgoNodeStatuses.Of(run.Status).Nodes.DeepClone());
        foreach (var node in workflow.AllNodes())
        {
            _nodes[node.Id] = node;
            foreach (var child in node.Children)
            {
                _around[child.Id] = node.Id;
            }
        }
    }

    /// <summary>The run as it is to be written, and the Pods to be deleted before.</summary>
    /// <param name="run">The Workflow as the cluster has it.</param>
    /// <param name="also">Which nodes are run again though they succeeded; null for none.</param>
    /// <param name="now">The time at which it begins again.</param>
    /// <exception cref="IdpException">
    /// <c>WorkflowNotCompleted</c>, <c>WorkflowNothingToRetry</c>, <c>WorkflowNodesUnreadable</c>, <c>WorkflowActionUnsupported</c>.
    /// </exception>
    public static (Manifest Run, IReadOnlyList<string> Pods) Of(Manifest run, Func<WorkflowNode, bool>? also, DateTimeOffset now)
    {
        var workflow = WorkflowActions.RequireEnded(run, "retried", now);
        if (workflow.NodesUnreadable.Length > 0)
        {
            throw WorkflowFailures.NodesUnreadable(workflow, "retried");
        }

        var chosen = also is null ? [] : workflow.AllNodes().Where(also).ToArray();
        if (chosen.Length == 0 && (also is not null || workflow.Phase == WorkflowPhase.Succeeded))
        {
            throw WorkflowFailures.NothingToRetry(workflow);
        }

        var retry = new WorkflowRetry(run, workflow);
        retry.Forget(chosen);
        var time = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (retry.Begin(run, time), [.. retry._forgotten.Select(id => retry._nodes[id].PodName).Where(pod => pod.Length > 0).Distinct()]);
    }

    private void Forget(IEnumerable<WorkflowNode> chosen)
    {
        foreach (var node in chosen.Concat(_nodes.Values.Where(IsToBeRetried)).Concat(_nodes.Values.Where(IsOfExitHandler)).ToArray())
        {
            ForgetFrom(node.Id);
        }
    }

    // What came after a node hangs below it in the table; what is inside of it hangs there, too.
    private void ForgetFrom(string id)
    {
        var open = new Stack<string>([id]);
        while (open.TryPop(out var next))
        {
            if (_nodes.ContainsKey(next) && _forgotten.Add(next))
            {
                foreach (var child in _table.Child(next).Texts("children"))
                {
                    open.Push(child);
                }
            }
        }
    }

    // A failure that the workflow went on from, because it was told to or because another attempt succeeded, stays.
    private bool IsToBeRetried(WorkflowNode node)
    {
        if (!node.HasFailed || node.Children.Any(child => child.HasFailed))
        {
            return false;
        }

        var attemptOf = _around.TryGetValue(node.Id, out var around) && _nodes[around].Type == "Retry" ? around : node.Id;
        return !HasSuccessBelow(attemptOf);
    }

    private bool HasSuccessBelow(string id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_table.Child(id).Texts("children"));
        while (open.TryPop(out var next))
        {
            if (_nodes.TryGetValue(next, out var node) && seen.Add(next))
            {
                if (node.Phase == WorkflowNodePhase.Succeeded && Work.Contains(node.Type, StringComparer.Ordinal) && !node.IsHook)
                {
                    return true;
                }

                foreach (var child in _table.Child(next).Texts("children"))
                {
                    open.Push(child);
                }
            }
        }

        return false;
    }

    private bool IsOfExitHandler(WorkflowNode node) => node.Name.StartsWith(WorkflowNames.OnExit(_workflow.Name), StringComparison.Ordinal);

    private Manifest Begin(Manifest run, string time)
    {
        foreach (var id in _forgotten.SelectMany(Around).Where(id => !_forgotten.Contains(id)).Distinct().ToArray())
        {
            var node = _table.Child(id)!;
            node["phase"] = nameof(WorkflowNodePhase.Running);
            node["startedAt"] = time;
            node["finishedAt"] = null;
            node.Remove("message");
        }

        foreach (var id in _forgotten)
        {
            _table.Remove(id);
        }

        foreach (var node in _table.Select(entry => entry.Value).OfType<JsonObject>())
        {
            foreach (var edges in new[] { "children", "outboundNodes" }.Where(node.ContainsKey))
            {
                node[edges] = new JsonArray([.. node.Texts(edges).Where(id => !_forgotten.Contains(id)).Select(id => (JsonNode?)JsonValue.Create(id))]);
            }
        }

        return Reopened(run, time);
    }

    private IEnumerable<string> Around(string id)
    {
        while (_around.TryGetValue(id, out id!))
        {
            yield return id;
        }
    }

    private Manifest Reopened(Manifest run, string time)
    {
        var again = run.Clone();
        again.Metadata.Child("labels")?.Remove(ArgoWorkflowLabels.Completed);
        again.Metadata.Child("labels")?.Remove(ArgoWorkflowLabels.Archiving);
        again.Spec?.Remove("shutdown");
        if (again.Spec.Whole("activeDeadlineSeconds") == 0)
        {
            again.Spec!.Remove("activeDeadlineSeconds");
        }

        var status = again.Status!;
        foreach (var field in new[] { "phase", "message", "finishedAt", "compressedNodes", "persistentVolumeClaims" })
        {
            status.Remove(field);
        }

        status.Child("storedWorkflowTemplateSpec")?.Remove("shutdown");
        status["startedAt"] = time;
        status["nodes"] = _table;
        foreach (var condition in status.Children("conditions").Where(condition => condition.Text("type") == "Completed"))
        {
            condition["status"] = "False";
        }

        return again;
    }
}
