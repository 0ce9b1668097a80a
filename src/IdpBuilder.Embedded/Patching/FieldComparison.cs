using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Compares two versions of an object field by field.</summary>
internal sealed class FieldComparison
{
    private static readonly JsonObject Nothing = [];

    private readonly FieldSetBuilder _added = new();
    private readonly FieldSetBuilder _modified = new();
    private readonly FieldSetBuilder _removed = new();
    private readonly List<string> _path = [];

    private FieldComparison()
    {
    }

    /// <summary>Compares; neither input is changed.</summary>
    public static FieldChanges Between(JsonObject before, JsonObject after, TypeSchema schema)
    {
        var comparison = new FieldComparison();
        comparison.CompareMaps(before, after, schema);
        return new FieldChanges(comparison._added.Build(), comparison._modified.Build(), comparison._removed.Build());
    }

    private void CompareMaps(JsonObject? before, JsonObject? after, TypeSchema schema)
    {
        foreach (var (name, value) in before ?? Nothing)
        {
            var isKept = (after ?? Nothing).TryGetPropertyValue(name, out var now);
            CompareField(name, new Side(true, value), new Side(isKept, now), schema, before, after);
        }

        foreach (var (name, now) in after ?? Nothing)
        {
            if (before is null || !before.ContainsKey(name))
            {
                CompareField(name, default, new Side(true, now), schema, before, after);
            }
        }
    }

    private void CompareField(string name, Side before, Side after, TypeSchema schema, JsonObject? parentBefore, JsonObject? parentAfter)
    {
        // Most scalars and lists are the same, and need no path then.
        if (before.Value is JsonValue or JsonArray && after.Value is JsonValue or JsonArray && JsonEquality.Same(before.Value, after.Value))
        {
            return;
        }

        var field = schema.FieldOrAny(name);
        if (field.IsAlwaysPresent && parentBefore is not null && parentAfter is not null)
        {
            JsonNode? empty = field.Type == SchemaType.List ? null : Nothing;
            before = before.IsPresent ? before : new Side(true, empty);
            after = after.IsPresent ? after : new Side(true, empty);
        }

        _path.Add(FieldElement.OfField(name));
        Compare(before, after, field);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Compare(Side before, Side after, TypeSchema schema)
    {
        var was = ValueShapes.Of(schema, before.Value);
        var now = ValueShapes.Of(schema, after.Value);
        bool isLeaf;
        if (!after.IsPresent || !before.IsPresent || was == now)
        {
            isLeaf = CompareAs(after.IsPresent ? now : was, before, after, schema);
        }
        else
        {
            // The value changed its shape: what was below the old one is gone.
            CompareAs(was, before, default, schema);
            isLeaf = CompareAs(now, before, after, schema);
        }

        if (!isLeaf && !before.IsPresent)
        {
            _added.Insert(_path);
        }
        else if (!isLeaf && !after.IsPresent)
        {
            _removed.Insert(_path);
        }
    }

    /// <returns>Whether the value was compared as a whole.</returns>
    private bool CompareAs(ValueShape shape, Side before, Side after, TypeSchema schema)
    {
        if (shape == ValueShape.Leaf || (ValueShapes.IsEmpty(before.Value) && ValueShapes.IsEmpty(after.Value)))
        {
            CompareLeaves(before, after);
            return true;
        }

        if (shape == ValueShape.Map)
        {
            CompareMaps(before.Value as JsonObject, after.Value as JsonObject, schema);
        }
        else
        {
            CompareLists(before.Value as JsonArray, after.Value as JsonArray, schema);
        }

        return false;
    }

    private void CompareLeaves(Side before, Side after)
    {
        if (!before.IsPresent)
        {
            _added.Insert(_path);
        }
        else if (!after.IsPresent)
        {
            _removed.Insert(_path);
        }
        else if (!JsonEquality.Same(before.Value, after.Value))
        {
            _modified.Insert(_path);
        }
    }

    private void CompareLists(JsonArray? before, JsonArray? after, TypeSchema schema)
    {
        var was = Group(before, schema);
        var now = Group(after, schema);
        foreach (var (element, items) in was)
        {
            CompareItems(element, items, now.GetValueOrDefault(element) ?? [], schema);
        }

        foreach (var (element, items) in now)
        {
            if (!was.ContainsKey(element))
            {
                CompareItems(element, [], items, schema);
            }
        }
    }

    // Items that cannot be told apart are owned together, without their fields.
    private void CompareItems(string element, List<JsonNode?> before, List<JsonNode?> after, TypeSchema schema)
    {
        _path.Add(element);
        switch (before.Count, after.Count)
        {
            case ( <= 1, <= 1):
                Compare(Side.First(before), Side.First(after), schema.ItemsOrAny());
                break;
            case ( >= 2, >= 2):
                if (before.Count != after.Count || !before.Zip(after).All(pair => JsonEquality.Same(pair.First, pair.Second)))
                {
                    _modified.Insert(_path);
                }

                break;
            case ( >= 2, _):
                if (after.Count > 0)
                {
                    Compare(default, Side.First(after), schema.ItemsOrAny());
                }

                _removed.Insert(_path);
                break;
            default:
                if (before.Count > 0)
                {
                    Compare(Side.First(before), default, schema.ItemsOrAny());
                }

                _added.Insert(_path);
                break;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private static Dictionary<string, List<JsonNode?>> Group(JsonArray? list, TypeSchema schema)
    {
        var groups = new Dictionary<string, List<JsonNode?>>(StringComparer.Ordinal);
        foreach (var item in list ?? [])
        {
            if (FieldElement.OfItem(item, schema) is { } element)
            {
                if (!groups.TryGetValue(element, out var items))
                {
                    groups[element] = items = new List<JsonNode?>(1);
                }

                items.Add(item);
            }
        }

        return groups;
    }

    private readonly record struct Side(bool IsPresent, JsonNode? Value)
    {
        public static Side First(List<JsonNode?> items) => items.Count == 0 ? default : new Side(true, items[0]);
    }
}
