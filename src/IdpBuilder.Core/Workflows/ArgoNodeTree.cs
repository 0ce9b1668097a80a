using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>
/// Turns the node table of a Workflow, a graph whose edges say what ran after what, into a tree that says what is inside what:
/// groups hold their steps, retries their attempts, nodes their hooks. Each node is in it once.
/// </summary>
internal sealed class ArgoNodeTree
{
    private readonly Dictionary<string, JsonObject> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rank = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<JsonObject>> _inside = new(StringComparer.Ordinal);
    private readonly JsonObject _nodes;
    private readonly Manifest _run;
    private readonly DateTimeOffset _now;

    private ArgoNodeTree(JsonObject nodes, Manifest run, DateTimeOffset now)
    {
        (_nodes, _run, _now) = (nodes, run, now);
        foreach (var node in All())
        {
            _byName[node.Text("name")] = node;
        }
    }

    /// <summary>The nodes without a parent.</summary>
    public static IReadOnlyList<WorkflowNode> Build(JsonObject nodes, Manifest run, DateTimeOffset now) =>
        new ArgoNodeTree(nodes, run, now).Roots();

    // A node without a name would be inside itself.
    private IEnumerable<JsonObject> All() =>
        _nodes.Select(entry => entry.Value).OfType<JsonObject>().Where(node => node.Text("name").Length > 0);

    private IReadOnlyList<WorkflowNode> Roots()
    {
        RankFrom(_run.Name);
        foreach (var node in All())
        {
            RankFrom(node.Text("id"));
            var parent = ParentOf(node);
            if (!_inside.TryGetValue(parent, out var siblings))
            {
                _inside[parent] = siblings = [];
            }

            siblings.Add(node);
        }

        return InsideOf(string.Empty);
    }

    // The order in which the edges reach the nodes is the order in which they came to run.
    private void RankFrom(string start)
    {
        var open = new Stack<string>([start]);
        while (open.TryPop(out var id))
        {
            if (_nodes[id] is JsonObject node && _rank.TryAdd(id, _rank.Count))
            {
                foreach (var child in node.Texts("children").Reverse())
                {
                    open.Push(child);
                }
            }
        }
    }

    // A node's name begins with the name of the node it is inside of, then goes on with '[', '.' or '('.
    private string ParentOf(JsonObject node)
    {
        var name = node.Text("name");
        if (node.Text("boundaryID").Length == 0 && !node.Child("nodeFlag").Flag("retried"))
        {
            return string.Empty;
        }

        for (var end = name.Length - 1; end > 0; end--)
        {
            if (name[end] is '[' or '.' or '(' && _byName.ContainsKey(name[..end]))
            {
                return name[..end];
            }
        }

        return string.Empty;
    }

    private IReadOnlyList<WorkflowNode> InsideOf(string parent) =>
        _inside.TryGetValue(parent, out var inside)
            ? [.. inside.OrderBy(node => _rank.GetValueOrDefault(node.Text("id"), int.MaxValue)).Select(Read)]
            : [];

    private WorkflowNode Read(JsonObject node)
    {
        var (name, template) = (node.Text("name"), TemplateOf(node));
        var (started, finished) = (node.Time("startedAt"), node.Time("finishedAt"));
        var outputs = node.Child("outputs");
        return new WorkflowNode
        {
            Id = node.Text("id"),
            Name = name,
            DisplayName = node.Text("displayName") is { Length: > 0 } display ? display : name,
            Type = node.Text("type"),
            TemplateName = template,
            TemplateRef = node.Child("templateRef").Text("name"),
            Phase = Enum.TryParse<WorkflowNodePhase>(node.Text("phase"), out var phase) ? phase : WorkflowNodePhase.Pending,
            Message = node.Text("message"),
            StartedAt = started,
            FinishedAt = finished,
            Duration = (finished ?? _now) - started,
            Children = InsideOf(name),
            Inputs = Parameters(node.Child("inputs")),
            Outputs = Outputs(outputs),
            OutputArtifacts = [.. outputs.Children("artifacts").Select(artifact => artifact.Text("name"))],
            PodName = node.Text("type") == "Pod" ? PodNameOf(node, name, template) : string.Empty,
            ExitCode = int.TryParse(outputs.Text("exitCode"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null,
            IsHook = node.Child("nodeFlag").Flag("hooked"),
        };
    }

    private string PodNameOf(JsonObject node, string name, string template) =>
        _run.Annotation(ArgoWorkflowLabels.PodNameFormat) == "v1" ? node.Text("id") : WorkflowNames.PodName(_run.Name, name, template);

    private static string TemplateOf(JsonObject node) =>
        node.Text("templateName") is { Length: > 0 } local ? local : node.Child("templateRef").Text("template");

    private static IReadOnlyList<WorkflowParameter> Outputs(JsonObject? outputs)
    {
        var parameters = Parameters(outputs);
        return outputs.TextOrNull("result") is { } result ? [.. parameters, new WorkflowParameter("result", result)] : parameters;
    }

    /// <summary>Reads <c>parameters</c> of inputs, outputs or arguments.</summary>
    internal static IReadOnlyList<WorkflowParameter> Parameters(JsonObject? parent) =>
        [.. parent.Children("parameters").Select(parameter => new WorkflowParameter(parameter.Text("name"), parameter.Scalar("value")))];
}
