namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>The variables that tags can name. A null value is an output that will never come: its node was skipped.</summary>
internal sealed class VariableSet
{
    private readonly Dictionary<string, string?> _values;
    private Dictionary<string, object?>? _names;

    /// <summary>No variables.</summary>
    public VariableSet() => _values = new(StringComparer.Ordinal);

    /// <summary>The same variables, to be added to.</summary>
    public VariableSet(VariableSet others) => _values = new(others._values, StringComparer.Ordinal);

    /// <summary>Sets a variable.</summary>
    public string? this[string name]
    {
        set
        {
            _values[name] = value;
            _names = null;
        }
    }

    /// <summary>Finds a variable.</summary>
    public bool TryGet(string name, out string? value) => _values.TryGetValue(name, out value);

    /// <summary>Whether a variable will never have a value.</summary>
    public bool IsAbsent(string name) => _values.TryGetValue(name, out var value) && value is null;

    /// <summary>These variables and others; the others count where both have one.</summary>
    public VariableSet With(VariableSet others)
    {
        var result = new VariableSet(this);
        foreach (var (name, value) in others._values)
        {
            result._values[name] = value;
        }

        return result;
    }

    /// <summary>Without those that will never have a value.</summary>
    public VariableSet WithoutAbsent()
    {
        var result = new VariableSet();
        foreach (var (name, value) in _values.Where(entry => entry.Value is not null))
        {
            result._values[name] = value;
        }

        return result;
    }

    /// <summary>The variables as expressions see them: <c>a.b.c</c> is a member of a member.</summary>
    public IReadOnlyDictionary<string, object?> AsNames()
    {
        if (_names is not null)
        {
            return _names;
        }

        _names = new Dictionary<string, object?>(StringComparer.Ordinal);
        // A name that is the beginning of another one gives way to it, as it cannot be both a text and a map.
        foreach (var (path, value) in _values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var parts = path.Split('.');
            var parent = _names;
            foreach (var part in parts[..^1])
            {
                if (!parent.TryGetValue(part, out var child) || child is not Dictionary<string, object?> map)
                {
                    parent[part] = map = new Dictionary<string, object?>(StringComparer.Ordinal);
                }

                parent = map;
            }

            parent.TryAdd(parts[^1], value);
        }

        return _names;
    }

    /// <summary>Whether there is a value at a path of members.</summary>
    public bool Knows(string path)
    {
        if (_values.ContainsKey(path))
        {
            return true;
        }

        object? current = AsNames();
        foreach (var part in path.Split('.'))
        {
            if (current is not IReadOnlyDictionary<string, object?> map || !map.TryGetValue(part, out current))
            {
                return false;
            }
        }

        return true;
    }
}
