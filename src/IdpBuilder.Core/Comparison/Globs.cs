using System.Text;
using System.Text.RegularExpressions;

namespace IdpBuilder.Comparison;

/// <summary>Matches shell patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>{a,b}</c>.</summary>
public static class Globs
{
    /// <summary>Whether a text matches a pattern as a whole; <c>*</c> stands for any characters, separators too.</summary>
    public static bool IsMatch(string pattern, string text) => Match(pattern, text, anyCharacter: ".");

    /// <summary>Whether a path matches; <c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any at all.</summary>
    public static bool IsPathMatch(string pattern, string path) => Match(pattern, path, anyCharacter: "[^/]");

    // A pattern that is none matches nothing, as with Argo CD.
    private static bool Match(string pattern, string text, string anyCharacter)
    {
        if (!pattern.AsSpan().ContainsAny("*?[{\\"))
        {
            return pattern == text;
        }

        try
        {
            return Regex.IsMatch(text, $"^(?:{Translate(pattern, anyCharacter)})$", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
        }
        catch (RegexParseException)
        {
            return false;
        }
    }

    private static string Translate(string pattern, string anyCharacter)
    {
        var regex = new StringBuilder();
        var alternatives = 0;
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '{':
                    regex.Append("(?:");
                    alternatives++;
                    break;
                case '}' when alternatives > 0:
                    regex.Append(')');
                    alternatives--;
                    break;
                case ',' when alternatives > 0:
                    regex.Append('|');
                    break;
                default:
                    index = AppendCharacter(regex, pattern, index, anyCharacter);
                    break;
            }
        }

        return regex.Append(')', alternatives).ToString();
    }

    /// <summary>Translates what stands at a place; the last place that was read.</summary>
    private static int AppendCharacter(StringBuilder regex, string pattern, int index, string anyCharacter)
    {
        switch (pattern[index])
        {
            case '*' when index + 1 < pattern.Length && pattern[index + 1] == '*':
                regex.Append(".*");
                return index + 1;
            case '*':
                regex.Append(anyCharacter).Append('*');
                return index;
            case '?':
                regex.Append(anyCharacter);
                return index;
            case '[' when pattern.IndexOf(']', Math.Min(index + 2, pattern.Length)) is var end and > 0:
                regex.Append('[').Append(Class(pattern[(index + 1)..end])).Append(']');
                return end;
            case '\\' when index + 1 < pattern.Length:
                regex.Append(Regex.Escape(pattern[index + 1].ToString()));
                return index + 1;
            default:
                regex.Append(Regex.Escape(pattern[index].ToString()));
                return index;
        }
    }

    private static string Class(string text)
    {
        var negated = text[0] is '!' or '^';
        var characters = (negated ? text[1..] : text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("^", "\\^", StringComparison.Ordinal);
        return negated ? "^" + characters : characters;
    }
}
