using System.Globalization;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>A place in a JSON document (RFC 6901), for JSON patches.</summary>
internal sealed class JsonPointer
{
    private readonly string[] _segments;

    private JsonPointer(string text, string[] segments)
    {
        Text = text;
        _segments = segments;
    }

    public string Text { get; }

    public bool IsRoot => _segments.Length == 0;

    /// <summary>Reads a pointer; null when the text is none.</summary>
    public static JsonPointer? Parse(string text) =>
        text.Length == 0 ? new JsonPointer(text, [])
        : text[0] != '/' ? null
        : new JsonPointer(text, [.. text[1..].Split('/').Select(segment =>
            segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);

    /// <summary>Whether this place lies below another one.</summary>
    public bool IsBelow(JsonPointer other) =>
        _segments.Length > other._segments.Length && _segments.Take(other._segments.Length).SequenceEqual(other._segments, StringComparer.Ordinal);

    /// <summary>Finds the value; false when there is none.</summary>
    public bool TryFind(JsonNode? root, out JsonNode? value)
    {
        value = root;
        foreach (var segment in _segments)
        {
            switch (value)
            {
                case JsonObject map when map.TryGetPropertyValue(segment, out var field):
                    value = field;
                    break;
                case JsonArray list when IndexOf(segment, list.Count - 1) is { } index:
                    value = list[index];
                    break;
                default:
                    value = null;
                    return false;
            }
        }

        return true;
    }

    /// <summary>Puts a value at the place; a list makes room for it. False when what would contain it is not there.</summary>
    public bool TryAdd(ref JsonNode? root, JsonNode? value)
    {
        if (IsRoot)
        {
            root = value;
            return true;
        }

        switch (Parent(root))
        {
            case JsonObject map:
                map[_segments[^1]] = value;
                return true;
            case JsonArray list when _segments[^1] == "-":
                list.Add(value);
                return true;
            case JsonArray list when IndexOf(_segments[^1], list.Count) is { } index:
                list.Insert(index, value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes the value at the place out of the document; false when there is none.</summary>
    public bool TryRemove(ref JsonNode? root, out JsonNode? removed)
    {
        if (!TryFind(root, out removed))
        {
            return false;
        }

        switch (IsRoot ? null : Parent(root))
        {
            case JsonObject map:
                map.Remove(_segments[^1]);
                break;
            case JsonArray list:
                list.RemoveAt(IndexOf(_segments[^1], list.Count - 1)!.Value);
                break;
            default:
                root = null;
                break;
        }

        return true;
    }

    private JsonNode? Parent(JsonNode? root) =>
        new JsonPointer(string.Empty, _segments[..^1]).TryFind(root, out var parent) ? parent : null;

    private static int? IndexOf(string segment, int highest) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= highest
        && (segment.Length == 1 || segment[0] != '0') ? index : null;
}
