using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Health;

/// <summary>
/// A part of a live object, read with the types its kind's schema gives. A missing field reads as empty, as in Go's structs;
/// one of another type ends the assessment with <see cref="MalformedFieldException"/>.
/// </summary>
internal readonly struct LiveFields
{
    private readonly JsonObject? _json;
    private readonly string _path;

    public LiveFields(JsonObject? json, string path = "")
    {
        _json = json;
        _path = path;
    }

    /// <summary>Whether the part is there at all.</summary>
    public bool Exists => _json is not null;

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A nested object; an empty one when missing.</summary>
    public LiveFields Object(string name) => Find(name) switch
    {
        null => new LiveFields(null, PathOf(name)),
        JsonObject nested => new LiveFields(nested, PathOf(name)),
        var other => throw Malformed(name, "an object", other),
    };

    /// <summary>The objects of a list; none when missing.</summary>
    public IReadOnlyList<LiveFields> Objects(string name)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }

        var list = found as JsonArray ?? throw Malformed(name, "a list", found);
        var result = new LiveFields[list.Count];
        for (var index = 0; index < result.Length; index++)
        {
            var path = $"{name}[{index}]";
            var item = list[index] as JsonObject ?? throw Malformed(path, "an object", list[index]);
            result[index] = new LiveFields(item, PathOf(path));
        }

        return result;
    }

    /// <summary>The objects of a list on which a script relies: its absence is a malformed object too.</summary>
    public IReadOnlyList<LiveFields> RequiredObjects(string name) => Has(name) ? Objects(name) : throw Malformed(name, "a list", null);

    /// <summary>A text; empty when missing.</summary>
    public string Text(string name) => Find(name) switch
    {
        null => string.Empty,
        JsonValue value when value.TryGetValue(out string? text) => text,
        var other => throw Malformed(name, "a text", other),
    };

    /// <summary>A text on which a script relies: its absence is a malformed object too.</summary>
    public string RequiredText(string name) => Has(name) ? Text(name) : throw Malformed(name, "a text", null);

    /// <summary>A whole number, or null when missing.</summary>
    public long? Number(string name) => Find(name) switch
    {
        null => null,
        JsonValue value when AsWhole(value) is { } number => number,
        var other => throw Malformed(name, "a whole number", other),
    };

    /// <summary>A whole number; 0 when missing.</summary>
    public long Count(string name) => Number(name) ?? 0;

    /// <summary>A truth value; false when missing.</summary>
    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        var other => throw Malformed(name, "true or false", other),
    };

    /// <summary>The <c>conditions</c> in their order.</summary>
    public IReadOnlyList<LiveCondition> Conditions() => Objects("conditions").Select(LiveCondition.Of).ToArray();

    /// <summary>The first condition of a type, or null.</summary>
    public LiveCondition? Condition(string type) => Conditions().FirstOrDefault(condition => condition.Type == type);

    private JsonNode? Find(string name) => _json?[name];

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private MalformedFieldException Malformed(string name, string expected, JsonNode? found) =>
        new(PathOf(name), expected, found);

    private static long? AsWhole(JsonValue value)
    {
        if (value.TryGetValue(out long number))
        {
            return number;
        }

        if (value.TryGetValue(out int small))
        {
            return small;
        }

        return value.GetValueKind() == JsonValueKind.Number
            && value.Deserialize<double>() is var real
            && Math.Abs(real) < long.MaxValue
            && real == Math.Truncate(real)
            ? (long)real
            : null;
    }
}
