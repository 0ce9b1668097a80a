using System.Globalization;
using System.Text;

namespace IdpBuilder.Workflows;

/// <summary>Draws a workflow as text: what is known of it, then its nodes as a tree with a column for each of their properties.</summary>
internal sealed class WorkflowTree
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    private WorkflowTree()
    {
    }

    /// <summary>The text, in lines without trailing blanks.</summary>
    public static string Draw(Workflow workflow)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Facts(workflow).Where(fact => fact.Value.Length > 0))
        {
            text.Append((name + ":").PadRight(13)).AppendLine(OneLine(value));
        }

        foreach (var parameter in workflow.Outputs)
        {
            text.Append("Output:".PadRight(13)).AppendLine(OneLine(parameter.ToString()));
        }

        if (workflow.Nodes.Count > 0)
        {
            text.AppendLine().Append(Columns(workflow.Nodes));
        }

        return text.ToString().TrimEnd();
    }

    private static IEnumerable<(string Name, string Value)> Facts(Workflow workflow) =>
    [
        ("Name", workflow.Name),
        ("Namespace", workflow.Namespace),
        ("Kind", workflow.Kind),
        ("Package", workflow.Package),
        ("Hook", workflow.Hook),
        ("Template", workflow.Template),
        ("Phase", workflow is { Suspended: true, Completed: false } ? $"{workflow.Phase} (suspended)" : workflow.Phase.ToString()),
        ("Message", workflow.Message),
        ("Started", Time(workflow.StartedAt)),
        ("Finished", Time(workflow.FinishedAt)),
        ("Duration", Span(workflow.Duration)),
        ("Progress", workflow.Progress),
        ("Nodes", workflow.NodesUnreadable),
    ];

    private static string Columns(IReadOnlyList<WorkflowNode> roots)
    {
        var tree = new WorkflowTree();
        tree._rows.Add(["STEP", "TEMPLATE", "POD", "DURATION", "MESSAGE"]);
        foreach (var root in roots)
        {
            tree.Add(root, string.Empty, string.Empty);
        }

        var widths = Enumerable.Range(0, tree._rows[0].Length).Select(column => tree._rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in tree._rows)
        {
            text.AppendLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
    }

    /// <param name="node">The node.</param>
    /// <param name="lead">What stands before its own branch: the lines of the branches around it.</param>
    /// <param name="branch">Its own branch; empty for a root.</param>
    private void Add(WorkflowNode node, string lead, string branch)
    {
        _rows.Add([$"{lead}{branch}{Sign(node)} {node.DisplayName}", node.TemplateName, node.PodName, Span(node.Duration), OneLine(node.Message)]);
        var below = branch.Length == 0 ? lead : lead + (branch[0] == '└' ? "   " : "│  ");
        var children = node.Children.SelectMany(Shown).ToArray();
        for (var index = 0; index < children.Length; index++)
        {
            Add(children[index], below, index == children.Length - 1 ? "└─ " : "├─ ");
        }
    }

    // A group of one step says nothing that the step does not.
    private static IEnumerable<WorkflowNode> Shown(WorkflowNode node) =>
        node is { Type: "StepGroup", Children.Count: 1 } ? node.Children : [node];

    private static char Sign(WorkflowNode node) => node.Phase switch
    {
        _ when node.AwaitsResumption => '‖',
        WorkflowNodePhase.Succeeded => '✔',
        WorkflowNodePhase.Failed => '✖',
        WorkflowNodePhase.Error => '⚠',
        WorkflowNodePhase.Running => '●',
        WorkflowNodePhase.Pending => '◷',
        _ => '○',
    };

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    // Two units tell enough, and leave room for what stands beside.
    private static string Span(TimeSpan? span) => span switch
    {
        null => string.Empty,
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}h{time.Minutes}m"),
        { TotalMinutes: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m{time.Seconds}s"),
        { } time => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds}s"),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
