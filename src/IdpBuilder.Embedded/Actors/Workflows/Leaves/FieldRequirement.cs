using System.Globalization;
using System.Text.RegularExpressions;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>One requirement of a condition in the syntax of label selectors, such as <c>status.succeeded > 0</c>.</summary>
internal sealed partial class FieldRequirement
{
    private readonly string _text;
    private readonly string _path;
    private readonly string _operation;
    private readonly IReadOnlyList<string> _values;

    private FieldRequirement(string text, string path, string operation, IReadOnlyList<string> values) =>
        (_text, _path, _operation, _values) = (text, path, operation, values);

    /// <summary>Reads requirements that are separated by commas.</summary>
    /// <exception cref="FormatException">They cannot be read.</exception>
    public static IReadOnlyList<FieldRequirement> ParseAll(string text)
    {
        var requirements = new List<FieldRequirement>();
        foreach (var part in Comma().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            requirements.Add(Parse(part));
        }

        return requirements;
    }

    /// <summary>Whether an object meets it. A field that is missing meets only what asks for its absence.</summary>
    public bool Matches(object? root)
    {
        var found = JsonPath.FindAll(root, GJsonPath(_path));
        if (found.Count == 0)
        {
            return _operation is "!=" or "notin" or "!exists";
        }

        var value = found[0] is null ? string.Empty : Functions.Text(found[0]);
        return _operation switch
        {
            "=" or "==" or "in" => _values.Contains(value, StringComparer.Ordinal),
            "!=" or "notin" => !_values.Contains(value, StringComparer.Ordinal),
            "exists" => true,
            ">" => Compare(value) is > 0,
            "<" => Compare(value) is < 0,
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private int? Compare(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(_values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : null;

    private static FieldRequirement Parse(string part)
    {
        var match = Form().Match(part);
        if (!match.Success)
        {
            throw new FormatException($"unable to parse requirement: found '{part}'");
        }

        var path = match.Groups["path"].Value;
        if (match.Groups["set"].Success)
        {
            var values = match.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            return new(part, path, match.Groups["set"].Value, values);
        }

        if (match.Groups["operation"].Success)
        {
            var (operation, value) = (match.Groups["operation"].Value, match.Groups["value"].Value);
            return operation is "<" or ">" && !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? throw new FormatException($"values[0]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer")
                : new(part, path, operation, [value]);
        }

        return new(part, path, match.Groups["not"].Success ? "!exists" : "exists", []);
    }

    // gjson's paths: "status.conditions.0.type", "status.conditions.#(...)" is left alone.
    private static string GJsonPath(string path) => path.Replace("\\.", ".", StringComparison.Ordinal);

    [GeneratedRegex(@",(?![^()]*\))", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex(
        @"^(?<not>!)?\s*(?<path>[A-Za-z0-9_.\[\]/-]+?)\s*((?<operation>==|!=|=|<|>)\s*(?<value>[^\s<>=!]*)|\s(?<set>in|notin)\s*\((?<values>[^()]*)\))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
