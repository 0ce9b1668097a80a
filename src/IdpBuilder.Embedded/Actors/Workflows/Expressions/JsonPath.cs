using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>Follows the simple paths of JSONPath: <c>$.a.b[0]['c'][*]</c>, with or without Kubernetes' braces around them.</summary>
internal static class JsonPath
{
    /// <summary>What is at the path.</summary>
    /// <exception cref="ExpressionException">Nothing is, or the path is of another kind.</exception>
    public static object? Find(object? root, string path)
    {
        var found = FindAll(root, path);
        return path.Contains('*', StringComparison.Ordinal) ? found
            : found.Count == 1 ? found[0]
            : throw new ExpressionException($"nothing is at the path {path}");
    }

    /// <summary>Everything that is at the path.</summary>
    public static List<object?> FindAll(object? root, string path)
    {
        var rest = path.Trim();
        rest = rest.StartsWith('{') && rest.EndsWith('}') ? rest[1..^1] : rest;
        rest = rest.StartsWith('$') ? rest[1..] : rest;
        List<object?> found = [root];
        while (rest.Length > 0)
        {
            var (segment, length) = Segment(rest, path);
            found = [.. found.SelectMany(value => Step(value, segment))];
            rest = rest[length..];
        }

        return found;
    }

    private static (string Segment, int Length) Segment(string rest, string path)
    {
        if (rest.StartsWith('['))
        {
            var end = rest.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? throw Unsupported(path) : (rest[1..end].Trim('\'', '"'), end + 1);
        }

        var start = rest.StartsWith('.') ? 1 : 0;
        var stop = rest.IndexOfAny(['.', '['], start);
        stop = stop < 0 ? rest.Length : stop;
        return stop == start ? throw Unsupported(path) : (rest[start..stop], stop);
    }

    private static IEnumerable<object?> Step(object? value, string segment)
    {
        if (segment == "*")
        {
            return value switch
            {
                List<object?> list => list,
                IReadOnlyDictionary<string, object?> map => map.Values,
                _ => [],
            };
        }

        if (value is IReadOnlyDictionary<string, object?> parent)
        {
            return parent.TryGetValue(segment, out var child) ? [child] : [];
        }

        return value is List<object?> items
            && int.TryParse(segment, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            && (index < 0 ? index + items.Count : index) is var position && position >= 0 && position < items.Count
            ? [items[position]]
            : [];
    }

    private static ExpressionException Unsupported(string path) => new($"the path {path} is of a kind that the embedded cluster does not follow");
}
