using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>
/// Merges lists whose items are told apart. Items that both lists have come in the applied list's order; items that only one has
/// stay behind their neighbours.
/// </summary>
internal sealed class ListMerge
{
    private readonly JsonArray _present;
    private readonly TypeSchema _schema;
    private readonly string?[] _presentKeys;
    private readonly string?[] _appliedKeys;
    private readonly Dictionary<string, int> _presentAt;
    private readonly HashSet<string> _presentTwice = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _appliedAt;
    private readonly JsonArray _applied;
    private readonly List<JsonNode?> _merged = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Queue<string> _shared = new();
    private int _left;
    private int _right;
    private string? _next;

    private ListMerge(JsonArray present, JsonArray applied, TypeSchema schema)
    {
        _present = present;
        _applied = applied;
        _schema = schema;
        _presentKeys = [.. present.Select(item => FieldElement.OfItem(item, schema))];
        _appliedKeys = [.. applied.Select(item => FieldElement.OfItem(item, schema))];
        _presentAt = new Dictionary<string, int>(_presentKeys.Length, StringComparer.Ordinal);
        _appliedAt = new Dictionary<string, int>(_appliedKeys.Length, StringComparer.Ordinal);
        for (var i = 0; i < _presentKeys.Length; i++)
        {
            if (_presentKeys[i] is { } key && !_presentAt.TryAdd(key, i))
            {
                _presentTwice.Add(key);
            }
        }

        for (var i = 0; i < _appliedKeys.Length; i++)
        {
            if (_appliedKeys[i] is { } key && _appliedAt.TryAdd(key, i) && _presentAt.ContainsKey(key))
            {
                _shared.Enqueue(key);
            }
        }

        _next = NextShared();
    }

    /// <summary>The merged list. Items of <paramref name="present"/> are changed and moved; <paramref name="applied"/> stays as it is.</summary>
    public static JsonArray Merge(JsonArray present, JsonArray applied, TypeSchema schema) =>
        new ListMerge(present, applied, schema).Run();

    private JsonArray Run()
    {
        while (_left < _presentKeys.Length || _right < _appliedKeys.Length)
        {
            if (!StepBoth() && !StepPresent() && _right < _appliedKeys.Length)
            {
                StepApplied();
            }
        }

        _present.Clear();
        return new JsonArray([.. _merged]);
    }

    // Both lists are at the same item, or the present one is at a shared item whose turn has not come.
    private bool StepBoth()
    {
        if (_left == _presentKeys.Length || _right == _appliedKeys.Length || _presentKeys[_left] is not { } key)
        {
            return false;
        }

        if (key == _appliedKeys[_right])
        {
            TakeApplied(_right++);
            _left++;
            _next = NextShared();
            return true;
        }

        var isLater = _appliedAt.ContainsKey(key) && _next is not null && _next != key;
        _left += isLater ? 1 : 0;
        return isLater;
    }

    // Items that only the present list has stay where they are among it.
    private bool StepPresent()
    {
        if (_left == _presentKeys.Length)
        {
            return false;
        }

        if (_presentKeys[_left] is not { } key || !_appliedAt.ContainsKey(key))
        {
            _merged.Add(_present[_left++]);
            return true;
        }

        _left += _done.Contains(key) ? 1 : 0;
        return false;
    }

    private void StepApplied()
    {
        var key = _appliedKeys[_right];
        TakeApplied(_right++);
        _next = key is not null && key == _next ? NextShared() : _next;
    }

    private string? NextShared() => _shared.TryDequeue(out var key) ? key : null;

    private void TakeApplied(int index)
    {
        var applied = _applied[index];
        var key = _appliedKeys[index];
        if (key is null)
        {
            _merged.Add(applied?.DeepClone());
            return;
        }

        _done.Add(key);
        if (_presentAt.TryGetValue(key, out var at) && !_presentTwice.Contains(key))
        {
            _merged.Add(FieldMerge.Item(_present[at], applied, _schema.ItemsOrAny()));
        }
        else
        {
            _merged.Add(applied?.DeepClone());
        }
    }
}
