using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Comparison;

/// <summary>A path to parts of an object: a JSON pointer, or one of jq's simple paths.</summary>
internal sealed partial class JsonPath
{
    private readonly List<Func<JsonNode, IEnumerable<JsonNode>>> _steps = [];
    private readonly Func<JsonNode, IEnumerable<JsonNode>> _last;

    private JsonPath(List<Func<JsonNode, IEnumerable<JsonNode>>> steps)
    {
        _steps.AddRange(steps.SkipLast(1));
        _last = steps[^1];
    }

    /// <summary>Reads a JSON pointer (RFC 6901).</summary>
    public static JsonPath OfPointer(string pointer) =>
        new([.. pointer.TrimStart('/').Split('/')
            .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .Select(Member)]);

    /// <summary>
    /// Reads a jq path made of members, indexes, <c>[]</c> and <c>select(.field == "text")</c>; null for anything else.
    /// </summary>
    public static JsonPath? OfJq(string expression)
    {
        var steps = new List<Func<JsonNode, IEnumerable<JsonNode>>>();
        foreach (var stage in expression.Split('|', StringSplitOptions.TrimEntries))
        {
            if (SelectPattern().Match(stage) is { Success: true } select)
            {
                var (field, text) = (select.Groups["path"].Value.Split('.'), select.Groups["text"].Value);
                steps.Add(node => field.Aggregate((JsonNode?)node, (current, name) => (current as JsonObject)?[name]) is JsonValue value
                    && value.TryGetValue(out string? found) && found == text ? [node] : []);
            }
            else if (!AddPath(stage, steps))
            {
                return null;
            }
        }

        return steps.Count == 0 ? null : new JsonPath(steps);
    }

    /// <summary>Removes what the path points to; nothing when there is nothing.</summary>
    public void Remove(JsonNode root)
    {
        IEnumerable<JsonNode> nodes = [root];
        foreach (var step in _steps)
        {
            nodes = nodes.SelectMany(step).ToArray();
        }

        foreach (var node in nodes.SelectMany(_last).ToArray())
        {
            switch (node.Parent)
            {
                case JsonObject map:
                    map.Remove(node.GetPropertyName());
                    break;
                case JsonArray list:
                    list.Remove(node);
                    break;
            }
        }
    }

    private static bool AddPath(string stage, List<Func<JsonNode, IEnumerable<JsonNode>>> steps)
    {
        var position = 0;
        while (position < stage.Length)
        {
            var match = StepPattern().Match(stage, position);
            if (!match.Success || match.Index != position || match.Length == 0)
            {
                return false;
            }

            position += match.Length;
            if (match.Groups["name"] is { Success: true } name)
            {
                steps.Add(Member(name.Value));
            }
            else if (match.Groups["index"] is { Success: true } index)
            {
                if (!int.TryParse(index.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    return false;
                }

                steps.Add(Element(number));
            }
            else if (match.Groups["all"].Success)
            {
                steps.Add(Children);
            }
        }

        return stage.Length > 0;
    }

    private static Func<JsonNode, IEnumerable<JsonNode>> Member(string name) => node => node switch
    {
        JsonObject map when map[name] is { } child => [child],
        JsonArray list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < list.Count && list[index] is { } element => [element],
        _ => [],
    };

    private static Func<JsonNode, IEnumerable<JsonNode>> Element(int index) => node =>
        node is JsonArray list && (index < 0 ? index + list.Count : index) is var at && at >= 0 && at < list.Count && list[at] is { } element
            ? [element]
            : [];

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonArray list => list.OfType<JsonNode>(),
        JsonObject map => map.Select(entry => entry.Value).OfType<JsonNode>(),
        _ => [],
    };

    [GeneratedRegex("""\.?\[\s*"(?<name>[^"\\]+)"\s*\]\??|\."(?<name>[^"\\]+)"\??|\.(?<name>[A-Za-z_][A-Za-z0-9_]*)\??|\.?\[\s*(?<index>-?\d+)\s*\]\??|\.?(?<all>\[\s*\])\??""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex StepPattern();

    [GeneratedRegex("""^select\(\s*\.(?<path>[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*)\s*==\s*"(?<text>[^"\\]*)"\s*\)$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SelectPattern();
}
