using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Nodes;

/// <summary>The nodes of a Workflow.</summary>
internal sealed class NodeTable
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly string _workflow;
    private readonly JsonObject _json;

    /// <summary>The nodes in a status; new ones are added to it.</summary>
    public NodeTable(string workflow, JsonObject status)
    {
        _workflow = workflow;
        if (status.Child("nodes") is not { } json)
        {
            status["nodes"] = json = [];
        }

        _json = json;
        foreach (var (id, node) in json)
        {
            if (node is JsonObject fields)
            {
                _nodes[id] = new Node(fields);
            }
        }
    }

    /// <summary>Every node.</summary>
    public IReadOnlyCollection<Node> All => _nodes.Values;

    /// <summary>A node by its id, or null.</summary>
    public Node? Find(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>A node by its name, or null.</summary>
    public Node? Named(string name) => Find(WorkflowNames.NodeId(_workflow, name));

    /// <summary>Adds a node.</summary>
    public Node Add(JsonObject fields)
    {
        var node = new Node(fields);
        _json[node.Id] = fields;
        _nodes[node.Id] = node;
        return node;
    }

    /// <summary>Makes one node come after another.</summary>
    public void Connect(string parent, string child) => Named(parent)?.AddChild(WorkflowNames.NodeId(_workflow, child));

    /// <summary>The nodes by which one leads on to what comes after it.</summary>
    public IReadOnlyList<string> Outbound(string id)
    {
        if (Find(id) is not { } node)
        {
            return [];
        }

        switch (node.Type)
        {
            case NodeType.Pod or NodeType.Skipped or NodeType.Suspend or NodeType.Container:
                return [id];
            case NodeType.TaskGroup:
                var children = node.Children.ToArray();
                return children.Length == 0 ? [id] : [.. children.SelectMany(Outbound)];
            case NodeType.Retry when node.Children.LastOrDefault() is { } last:
                return [last];
            default:
                return [.. node.OutboundNodes.SelectMany(Outbound)];
        }
    }

    /// <summary>Whether a node and everything that comes after it is fulfilled.</summary>
    public bool DescendantsFulfilled(Node node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var next))
        {
            var children = next.Children.Select(Find).OfType<Node>().ToArray();
            if (children.Length == 0 && !next.Fulfilled)
            {
                return false;
            }

            foreach (var child in children.Where(child => seen.Add(child.Id)))
            {
                open.Push(child);
            }
        }

        return true;
    }

    /// <summary>The attempts at a Retry node, in order.</summary>
    public IReadOnlyList<Node> Attempts(Node retry) =>
        [.. retry.Children.Select(Find).OfType<Node>().Where(child => child.Retried && child.Name.StartsWith(retry.Name + "(", StringComparison.Ordinal))];

    /// <summary>Whether a node belongs to an exit handler.</summary>
    public bool IsPartOfExitHandler(Node node)
    {
        for (Node? current = node; current is not null; current = Find(current.BoundaryId))
        {
            if (current.Hooked || current.Name.Contains(".onExit", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
