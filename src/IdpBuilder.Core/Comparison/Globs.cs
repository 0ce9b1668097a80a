using System.Text.RegularExpressions;

namespace IdpBuilder.Comparison;

/// <summary>Matches shell patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>{a,b}</c>.</summary>
public static class Globs
{
    /// <summary>Whether a text matches a pattern as a whole; <c>*</c> stands for any characters, separators too.</summary>
    public static bool IsMatch(string pattern, string text) => Match(pattern, text, anyCharacter: ".");

    /// <summary>Whether a path matches; <c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any at all.</summary>
    public static bool IsPathMatch(string pattern, string path) => Match(pattern, path, anyCharacter: "[^/]");

    private static bool Match(string pattern, string text, string anyCharacter) =>
        !pattern.AsSpan().ContainsAny("*?[{\\")
            ? pattern == text
            : Regex.IsMatch(text, $"^(?:{Translate(pattern, anyCharacter)})$", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private static string Translate(string pattern, string anyCharacter)
    {
        var regex = new System.Text.StringBuilder();
        var alternatives = 0;
        for (var index = 0; index < pattern.Length; index++)
        {
            var character = pattern[index];
            switch (character)
            {
                case '*' when index + 1 < pattern.Length && pattern[index + 1] == '*':
                    regex.Append(".*");
                    index++;
                    break;
                case '*':
                    regex.Append(anyCharacter).Append('*');
                    break;
                case '?':
                    regex.Append(anyCharacter);
                    break;
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
                case '[' when pattern.IndexOf(']', index + 2 < pattern.Length ? index + 2 : pattern.Length) is var end and > 0:
                    regex.Append('[').Append(Class(pattern[(index + 1)..end])).Append(']');
                    index = end;
                    break;
                case '\\' when index + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++index].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(character.ToString()));
                    break;
            }
        }

        return regex.Append(')', alternatives).ToString();
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
