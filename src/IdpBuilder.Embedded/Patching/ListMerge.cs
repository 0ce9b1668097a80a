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
    }

    /// <summary>The merged list. Items of <paramref name="present"/> are changed and moved; <paramref name="applied"/> stays as it is.</summary>
    public static JsonArray Merge(JsonArray present, JsonArray applied, TypeSchema schema) =>
        new ListMerge(present, applied, schema).Run();

    private JsonArray Run()
    {
        int left = 0, right = 0;
        var next = NextShared();
        while (left < _presentKeys.Length || right < _appliedKeys.Length)
        {
            if (left < _presentKeys.Length && right < _appliedKeys.Length)
            {
                var key = _presentKeys[left];
                if (key is not null && key == _appliedKeys[right])
                {
                    TakeApplied(right++);
                    left++;
                    next = NextShared();
                    continue;
                }

                if (key is not null && _appliedAt.ContainsKey(key) && next is not null && next != key)
                {
                    left++;
                    continue;
                }
            }

            if (left < _presentKeys.Length)
            {
                var key = _presentKeys[left];
                if (key is null || !_appliedAt.ContainsKey(key))
                {
                    _merged.Add(_present[left++]);
                    continue;
                }

                left += _done.Contains(key) ? 1 : 0;
            }

            if (right < _appliedKeys.Length)
            {
                var key = _appliedKeys[right];
                TakeApplied(right++);
                next = key is not null && key == next ? NextShared() : next;
            }
        }

        _present.Clear();
        return new JsonArray([.. _merged]);
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
