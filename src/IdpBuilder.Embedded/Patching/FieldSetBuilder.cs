namespace IdpBuilder.Embedded.Patching;

/// <summary>Collects fields in any order.</summary>
internal sealed class FieldSetBuilder
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>Adds the field at a path; the empty path is no field.</summary>
    public void Insert(IReadOnlyList<string> path)
    {
        var at = this;
        for (var i = 0; i < path.Count; i++)
        {
            var node = at.NodeOf(path[i]);
            if (i == path.Count - 1)
            {
                node.IsMember = true;
                return;
            }

            at = node.Below ??= new FieldSetBuilder();
        }
    }

    /// <summary>Adds a field and a finished set of fields below it, which must not be there yet.</summary>
    public void Add(string element, bool isMember, FieldSet children)
    {
        if (isMember || !children.IsEmpty)
        {
            var node = NodeOf(element);
            node.IsMember |= isMember;
            node.Children = children.IsEmpty ? node.Children : children;
        }
    }

    public FieldSet Build()
    {
        if (_nodes.Count == 0)
        {
            return FieldSet.Empty;
        }

        var entries = new FieldSetEntry[_nodes.Count];
        var i = 0;
        foreach (var (element, node) in _nodes)
        {
            entries[i++] = new FieldSetEntry(element, node.IsMember, node.Below?.Build() ?? node.Children);
        }

        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Element, b.Element));
        return new FieldSet(entries);
    }

    private Node NodeOf(string element)
    {
        if (!_nodes.TryGetValue(element, out var node))
        {
            _nodes[element] = node = new Node();
        }

        return node;
    }

    private sealed class Node
    {
        public bool IsMember { get; set; }

        public FieldSetBuilder? Below { get; set; }

        public FieldSet? Children { get; set; }
    }
}
