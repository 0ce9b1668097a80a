using System.Globalization;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Counts how many of the nodes that do work are done.</summary>
internal static class WorkflowProgress
{
    /// <summary>Writes the progress of every node and of the workflow.</summary>
    public static void Write(WorkflowRun run)
    {
        var (done, all) = (0, 0);
        var inside = new Dictionary<string, (int Done, int All)>(StringComparer.Ordinal);
        foreach (var node in run.Nodes.All.Where(node => NodeType.IsExecutable(node.Type)))
        {
            var own = node.Phase is WorkflowNodePhase.Succeeded or WorkflowNodePhase.Skipped or WorkflowNodePhase.Omitted ? 1 : 0;
            node.Json["progress"] = Text(own, 1);
            (done, all) = (done + own, all + 1);
            for (var boundary = node.BoundaryId; boundary.Length > 0; boundary = run.Nodes.Find(boundary)?.BoundaryId ?? string.Empty)
            {
                var sum = inside.GetValueOrDefault(boundary);
                inside[boundary] = (sum.Done + own, sum.All + 1);
            }
        }

        foreach (var (id, sum) in inside)
        {
            run.Nodes.Find(id)!.Json["progress"] = Text(sum.Done, sum.All);
        }

        run.Status["progress"] = Text(done, all);
    }

    private static string Text(int done, int all) => string.Create(CultureInfo.InvariantCulture, $"{done}/{all}");
}
