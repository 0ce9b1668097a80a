using System.Globalization;
using System.Text;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Texts as Go writes and reads them.</summary>
internal static class GoText
{
    // The name that Argo CD gives to every template; it appears in messages.
    private const string TemplateName = "base";

    /// <summary>A failure to parse, with its line.</summary>
    public static GoTemplateException ParseError(string source, int position, string message) =>
        new($"template: {TemplateName}:{LineOf(source, position)}: {message}");

    /// <summary>A failure to execute, with its line, column and expression.</summary>
    public static GoTemplateException ExecutionError(string source, int position, string expression, string message, bool isMissingKey)
    {
        var column = position - (position == 0 ? 0 : source.LastIndexOf('\n', position - 1) + 1);
        var place = $"{TemplateName}:{LineOf(source, position)}:{column}";
        return new GoTemplateException($"template: {place}: executing \"{TemplateName}\" at <{expression}>: {message}", isMissingKey);
    }

    /// <summary>A text in double quotation marks, escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\a' => quoted.Append("\\a"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\v' => quoted.Append("\\v"),
                < ' ' or '\x7f' => quoted.Append("\\x").Append(((int)letter).ToString("x2", CultureInfo.InvariantCulture)),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>What stands in quotation marks of any kind; null when an escape is not one of Go's.</summary>
    public static string? Unquote(string quoted)
    {
        var inner = quoted[1..^1];
        if (quoted[0] == '`')
        {
            return inner.Replace("\r", string.Empty, StringComparison.Ordinal);
        }

        var text = new StringBuilder(inner.Length);
        for (var index = 0; index < inner.Length; index++)
        {
            if (inner[index] != '\\')
            {
                text.Append(inner[index]);
            }
            else if (++index >= inner.Length || !AppendEscape(text, inner, ref index))
            {
                return null;
            }
        }

        return text.ToString();
    }

    private static bool AppendEscape(StringBuilder text, string inner, ref int index)
    {
        const string Letters = "abfnrtv\\'\"";
        const string Meanings = "\a\b\f\n\r\t\v\\'\"";
        var letter = Letters.IndexOf(inner[index], StringComparison.Ordinal);
        if (letter >= 0)
        {
            text.Append(Meanings[letter]);
            return true;
        }

        var (start, length, style) = inner[index] switch
        {
            'x' => (index + 1, 2, 16),
            'u' => (index + 1, 4, 16),
            'U' => (index + 1, 8, 16),
            >= '0' and <= '7' => (index, 3, 8),
            _ => (index, 0, 0),
        };
        if (length == 0 || start + length > inner.Length || ToCode(inner.Substring(start, length), style) is not { } code)
        {
            return false;
        }

        text.Append(char.ConvertFromUtf32(code));
        index = start + length - 1;
        return true;
    }

    private static int? ToCode(string digits, int radix)
    {
        var code = 0L;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix)
            {
                return null;
            }

            code = (code * radix) + value;
        }

        return Rune.IsValid((int)Math.Min(code, int.MaxValue)) ? (int)code : null;
    }

    private static int LineOf(string source, int position) => 1 + source.AsSpan(0, Math.Min(position, source.Length)).Count('\n');
}
