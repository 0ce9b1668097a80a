using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Tables;

/// <summary>Reads JSON paths.</summary>
internal sealed partial class JsonPathParser
{
    private readonly string _text;
    private readonly List<JsonPathStep> _steps = [];
    private int _at;

    private JsonPathParser(string text) => _text = text;

    /// <summary>The steps of a path, or null when it is none.</summary>
    public static IReadOnlyList<JsonPathStep>? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('{') && trimmed.EndsWith('}'))
        {
            trimmed = trimmed[1..^1];
        }

        var parser = new JsonPathParser(trimmed.StartsWith('$') ? trimmed[1..] : trimmed);
        return parser.ReadAll() ? parser._steps : null;
    }

    private bool ReadAll()
    {
        while (_at < _text.Length)
        {
            if (!(_text[_at] == '[' ? ReadBracket() : ReadField()))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadField()
    {
        if (_text[_at] == '.')
        {
            _at++;
        }
        else if (_steps.Count > 0)
        {
            return false;
        }

        var name = new StringBuilder();
        while (_at < _text.Length && _text[_at] is not ('.' or '['))
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            name.Append(_text[_at++]);
        }

        // A lone dot at the start, or before a bracket, names the object itself.
        if (name.Length > 0)
        {
            _steps.Add(name.ToString() == "*" ? new JsonPathStep(JsonPathStepKind.All) : new JsonPathStep(JsonPathStepKind.Field, name.ToString()));
        }

        return name.Length > 0 || _at >= _text.Length || _text[_at] == '[';
    }

    private bool ReadBracket()
    {
        var rest = _text[_at..];
        if (Filter().Match(rest) is { Success: true } filter)
        {
            var literal = filter.Groups["text"].Success ? filter.Groups["text"].Value : filter.Groups["bare"].Value.Trim();
            return Take(filter, new JsonPathStep(
                JsonPathStepKind.Filter, filter.Groups["path"].Value, Operator: filter.Groups["operator"].Value, Literal: literal));
        }

        if (Quoted().Match(rest) is { Success: true } quoted)
        {
            return Take(quoted, new JsonPathStep(JsonPathStepKind.Field, quoted.Groups["name"].Value));
        }

        if (Position().Match(rest) is { Success: true } position
            && int.TryParse(position.Groups["index"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return Take(position, new JsonPathStep(JsonPathStepKind.Index, Index: index));
        }

        return rest.StartsWith("[*]", StringComparison.Ordinal) && TakeAll();
    }

    private bool TakeAll()
    {
        _at += 3;
        _steps.Add(new JsonPathStep(JsonPathStepKind.All));
        return true;
    }

    private bool Take(Match match, JsonPathStep step)
    {
        _at += match.Length;
        _steps.Add(step);
        return true;
    }

    [GeneratedRegex(
        """^\[\?\(\s*@\.?(?<path>[A-Za-z0-9_.\-/]*)\s*(?:(?<operator>==|!=|<=|>=|<|>)\s*(?:"(?<text>[^"]*)"|'(?<text>[^']*)'|(?<bare>[^)'"]+)))?\s*\)\]""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Filter();

    [GeneratedRegex("""^\[(?:'(?<name>[^']*)'|"(?<name>[^"]*)")\]""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\[(?<index>-?[0-9]{1,9})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Position();
}
