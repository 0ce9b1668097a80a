using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Writes values as YAML the way Go's libraries do: keys in order, lists not indented, quotation marks where text would read as something else.</summary>
internal static class GoYaml
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    private static readonly HashSet<string> Words = new(
        ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "-.inf", "+.inf", "<<", "="], StringComparer.OrdinalIgnoreCase);

    /// <summary>The YAML text, without a line end.</summary>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString().TrimEnd('\n').TrimStart(' ');
    }

    // What follows "key:" or "-": a scalar with a space before it, or the lines of a collection.
    private static void Append(StringBuilder text, object? value, int depth, bool isInList = false)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> { Count: > 0 } map:
                AppendMap(text, map, depth, isInList);
                break;
            case IReadOnlyList<object?> { Count: > 0 } list:
                AppendList(text, list, depth, isInList);
                break;
            case string several when several.Contains('\n', StringComparison.Ordinal) && CanBeBlock(several):
                AppendBlock(text, several, depth);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void AppendMap(StringBuilder text, IReadOnlyDictionary<string, object?> map, int depth, bool isInList)
    {
        var first = true;
        foreach (var (key, item) in GoValue.Sorted(map))
        {
            BeginLine(text, depth, isInList && first);
            text.Append(ScalarText(key)).Append(':');
            if (item is IReadOnlyList<object?> { Count: > 0 })
            {
                text.Append('\n');
                Append(text, item, depth);
            }
            else
            {
                AppendNested(text, item, depth + 1);
            }

            first = false;
        }
    }

    private static void AppendNested(StringBuilder text, object? item, int depth)
    {
        if (item is IReadOnlyDictionary<string, object?> { Count: > 0 })
        {
            text.Append('\n');
        }

        Append(text, item, depth);
    }

    private static void AppendList(StringBuilder text, IReadOnlyList<object?> list, int depth, bool isInList)
    {
        var first = true;
        foreach (var item in list)
        {
            BeginLine(text, depth, isInList && first);
            text.Append('-');
            Append(text, item, depth + 1, isInList: true);
            first = false;
        }
    }

    private static void BeginLine(StringBuilder text, int depth, bool continues) => text.Append(' ', continues ? 1 : depth * 2);

    private static void AppendBlock(StringBuilder text, string several, int depth)
    {
        var body = several.TrimEnd('\n');
        var ending = several.Length - body.Length;
        text.Append(" |").Append(ending switch { 0 => "-", 1 => string.Empty, _ => "+" }).Append('\n');
        foreach (var line in body.Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : Math.Max(depth, 1) * 2).Append(line).Append('\n');
        }

        text.Append('\n', Math.Max(ending - 1, 0));
    }

    private static bool CanBeBlock(string text) =>
        text[0] is not (' ' or '\n' or '\t') && text.All(letter => letter is '\n' or '\t' || !char.IsControl(letter));

    private static string Scalar(object? value) => value switch
    {
        null or GoMissing => "null",
        string text => ScalarText(text),
        double real => GoNumber.WithoutExponent(real),
        IReadOnlyList<object?> => "[]",
        IReadOnlyDictionary<string, object?> => "{}",
        _ => GoValue.Format(value),
    };

    private static string ScalarText(string text)
    {
        if (text.Any(letter => char.IsControl(letter)) || Words.Contains(text) || ReadsAsNumberOrTime(text))
        {
            return GoText.Quote(text);
        }

        return NeedsQuotes(text) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : text;
    }

    private static bool ReadsAsNumberOrTime(string text) =>
        GoNumber.Parse(text) is not null
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || (text.Length >= 8 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    private static bool NeedsQuotes(string text)
    {
        var first = text[0];
        var startsBadly = Indicators.Contains(first, StringComparison.Ordinal)
            && !(first is '-' or '?' or ':' && text.Length > 1 && text[1] != ' ');
        return startsBadly
            || first == ' ' || text[^1] is ' ' or ':'
            || text.Contains(": ", StringComparison.Ordinal)
            || text.Contains(" #", StringComparison.Ordinal);
    }
}
