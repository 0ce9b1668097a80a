using System.Text;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>What the functions of expr-lang and of sprig do to texts.</summary>
internal static class TextFunctions
{
    private const int Longest = 1024 * 1024;

    public static string TrimPrefix(string text, string prefix) =>
        prefix.Length > 0 && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    public static string TrimSuffix(string text, string suffix) =>
        suffix.Length > 0 && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    public static string Replace(string text, string old, string fresh) =>
        old.Length == 0 ? text : text.Replace(old, fresh, StringComparison.Ordinal);

    public static List<object?> Split(string text, string separator) =>
        separator.Length == 0 ? [.. text.Select(part => (object?)part.ToString())] : [.. text.Split(separator)];

    public static string Repeat(string text, long times) =>
        times < 0 || text.Length * times > Longest
            ? throw new ExpressionException("the repeated text is too long")
            : new StringBuilder().Insert(0, text, (int)times).ToString();

    public static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new ExpressionException("illegal base64 data");
        }
    }

    public static string Title(string text)
    {
        var letters = text.ToCharArray();
        for (var index = 0; index < letters.Length; index++)
        {
            letters[index] = index == 0 || char.IsWhiteSpace(letters[index - 1]) ? char.ToUpperInvariant(letters[index]) : letters[index];
        }

        return new string(letters);
    }

    public static string Truncate(string text, long length) =>
        length < 0
            ? text.Length > -length ? text[(int)(text.Length + length)..] : text
            : text.Length > length ? text[..(int)length] : text;

    /// <summary>As sprig does: a negative start means from the beginning, a negative or too great end means to the end.</summary>
    public static string Substring(long start, long end, string text)
    {
        var from = (int)Math.Clamp(start, 0, text.Length);
        var to = end < 0 || end > text.Length ? text.Length : (int)end;
        return to <= from ? string.Empty : text[from..to];
    }

    public static string Dashed(string text, char dash)
    {
        var result = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsUpper(letter) && result.Length > 0 && result[^1] != dash)
            {
                result.Append(dash);
            }

            result.Append(letter is '-' or '_' or ' ' ? dash : char.ToLowerInvariant(letter));
        }

        return result.ToString();
    }
}
