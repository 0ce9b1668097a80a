using System.Globalization;
using System.Text;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Working on text.</summary>
internal static class TextFunctions
{
    private const int LongestText = 4 * 1024 * 1024;

    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Of<string>("lower", text => text.ToLowerInvariant()),
        GoFunction.Of<string>("upper", text => text.ToUpperInvariant()),
        GoFunction.Of<string>("title", Title),
        GoFunction.Of<string>("untitle", text => TextCases.EachWord(text, word => char.ToLowerInvariant(word[0]) + word[1..])),
        GoFunction.Of<string>("trim", text => text.Trim()),
        GoFunction.Of<string, string>("trimAll", (set, text) => text.Trim(set.ToCharArray())),
        GoFunction.Of<string, string>("trimPrefix", (prefix, text) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text),
        GoFunction.Of<string, string>("trimSuffix", (suffix, text) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text),
        GoFunction.Of<string, string, string>("replace", (old, with, text) => Replace(text, old, with)),
        GoFunction.Of<string, string>("contains", (part, text) => text.Contains(part, StringComparison.Ordinal)),
        GoFunction.Of<string, string>("hasPrefix", (prefix, text) => text.StartsWith(prefix, StringComparison.Ordinal)),
        GoFunction.Of<string, string>("hasSuffix", (suffix, text) => text.EndsWith(suffix, StringComparison.Ordinal)),
        GoFunction.Rest("quote", 0, values => string.Join(' ', values.Where(value => value is not null).Select(value => GoText.Quote(GoArgument.ToText(value))))),
        GoFunction.Rest("squote", 0, values => string.Join(' ', values.Where(value => value is not null).Select(value => $"'{GoValue.Format(value)}'"))),
        GoFunction.Rest("cat", 0, values => string.Join(' ', values.Where(value => value is not null).Select(GoValue.Format))),
        GoFunction.Of<long, string>("indent", (spaces, text) => Indent(spaces, text)),
        GoFunction.Of<long, string>("nindent", (spaces, text) => "\n" + Indent(spaces, text)),
        GoFunction.Of<long, string>("trunc", Truncate),
        GoFunction.Of<long, long, string>("substr", Substring),
        GoFunction.Of<long, string>("repeat", (count, text) => Repeat(text, count)),
        GoFunction.Of<string>("nospace", text => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)))),
        GoFunction.Of<string>("initials", text => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word[0]))),
        GoFunction.Of<string>("snakecase", text => TextCases.Join(text, '_')),
        GoFunction.Of<string>("kebabcase", text => TextCases.Join(text, '-')),
        GoFunction.Of<string>("camelcase", TextCases.Camel),
        GoFunction.Of<object?>("toString", GoArgument.ToText),
        GoFunction.Of<string, string, long>("plural", (one, many, count) => count == 1 ? one : many),
        GoFunction.Rest<string>("printf", GoPrintf.Format),
        GoFunction.Rest("print", 0, GoPrintf.Print),
        GoFunction.Rest("println", 0, values => string.Join(' ', values.Select(GoValue.Format)) + "\n"),
        GoFunction.Of<string>("normalize", NameFunctions.Normalize),
        GoFunction.Rest("slugify", 0, NameFunctions.Slugify),
    ];

    private static string Title(string text) => TextCases.EachWord(text, word => char.ToUpperInvariant(word[0]) + word[1..]);

    private static string Indent(long spaces, string text)
    {
        var padding = Repeat(" ", spaces);
        return padding + Replace(text, "\n", "\n" + padding);
    }

    private static string Truncate(long length, string text)
    {
        if (length < 0)
        {
            return text.Length + length > 0 ? text[(int)(text.Length + length)..] : text;
        }

        return text.Length > length ? text[..(int)length] : text;
    }

    private static string Substring(long start, long end, string text)
    {
        var to = end < 0 || end > text.Length ? text.Length : (int)end;
        var from = (int)Math.Clamp(start, 0, to);
        return text[from..to];
    }

    private static string Repeat(string text, long count)
    {
        if (count < 0 || count * text.Length > LongestText)
        {
            throw new GoFunctionException($"cannot repeat {count.ToString(CultureInfo.InvariantCulture)} times");
        }

        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static string Replace(string text, string old, string with)
    {
        var result = old.Length == 0 ? text : text.Replace(old, with, StringComparison.Ordinal);
        return result.Length > LongestText ? throw new GoFunctionException("the text becomes longer than 4 MiB") : result;
    }
}
