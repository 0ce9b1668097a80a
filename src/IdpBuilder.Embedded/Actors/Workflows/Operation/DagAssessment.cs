using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Judges a DAG by what its nodes came to.</summary>
internal sealed class DagAssessment(WorkflowRun run, Node dag, DagTasks tasks, IReadOnlyList<string> targets, bool failFast)
{
    // The last phase that something on the way to a target came to: what was skipped takes over that of its parents.
    private readonly Dictionary<string, WorkflowNodePhase?> _reached = new(StringComparer.Ordinal);

    /// <summary>The phase of the whole DAG.</summary>
    public WorkflowNodePhase Phase()
    {
        foreach (var target in targets)
        {
            _reached[IdOf(target)] = null;
        }

        return Walk() ? Judge() : WorkflowNodePhase.Running;
    }

    private string IdOf(string task) => WorkflowNames.NodeId(run.Workflow.Name, $"{dag.Name}.{task}");

    // False when something on the way is not fulfilled: what runs always ends first.
    private bool Walk()
    {
        var seen = new HashSet<(string Id, WorkflowNodePhase Phase)>();
        var open = new Queue<(string Id, WorkflowNodePhase Phase)>(dag.Children.Select(id => (id, WorkflowNodePhase.Succeeded)));
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (run.Nodes.Find(next.Id) is not { Fulfilled: true } node)
            {
                return false;
            }

            var branch = node.Completed ? node.Phase : next.Phase;
            if (_reached.TryGetValue(node.Id, out var before) && before is not (WorkflowNodePhase.Failed or WorkflowNodePhase.Error))
            {
                _reached[node.Id] = branch;
            }

            foreach (var child in ChildrenOf(node))
            {
                open.Enqueue((child, branch));
            }
        }

        return true;
    }

    // Attempts lead on only by the last one.
    private IEnumerable<string> ChildrenOf(Node node) =>
        node.Type == NodeType.Retry && run.Nodes.Attempts(node) is { Count: > 0 } attempts ? [attempts[^1].Id] : node.Children;

    private WorkflowNodePhase Judge()
    {
        var result = WorkflowNodePhase.Succeeded;
        foreach (var target in targets)
        {
            var phase = _reached[IdOf(target)];
            if (phase is null)
            {
                result = WorkflowNodePhase.Running;
                if (!failFast)
                {
                    break;
                }
            }
            else if (phase is WorkflowNodePhase.Failed or WorkflowNodePhase.Error
                && !StepGroupExecution.ContinuesOn(tasks.Find(target), phase.Value))
            {
                result = phase.Value;
                if (failFast)
                {
                    break;
                }
            }
        }

        return result;
    }
}
