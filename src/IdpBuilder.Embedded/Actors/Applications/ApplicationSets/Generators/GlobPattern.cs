using System.Text;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Patterns over paths with forward slashes.</summary>
internal static class GlobPattern
{
    /// <summary>A pattern over directories, of Go's <c>path.Match</c>: a star stays within one part. Null when it is malformed.</summary>
    public static Func<string, bool>? OfDirectory(string pattern) =>
        Compile(pattern, anything: "[^/]*", any: "[^/]") is { } regex ? regex.IsMatch : null;

    /// <summary>A pattern over files, of <c>git ls-files</c>: a star matches slashes too, and a folder's name stands for all below it.</summary>
    public static Func<string, bool> OfFiles(string pattern)
    {
        var wanted = pattern.Length == 0 ? "." : pattern.TrimStart('/');
        if (wanted is "." or "./")
        {
            return _ => true;
        }

        if (wanted.AsSpan().IndexOfAny("*?[\\") < 0)
        {
            var folder = wanted.TrimEnd('/') + "/";
            return path => path == wanted || path.StartsWith(folder, StringComparison.Ordinal);
        }

        return Compile(wanted, anything: ".*", any: ".") is { } regex ? regex.IsMatch : _ => false;
    }

    private static Regex? Compile(string pattern, string anything, string any)
    {
        var regex = new StringBuilder("\\A");
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '*':
                    regex.Append(anything);
                    break;
                case '?':
                    regex.Append(any);
                    break;
                case '[':
                    if (!AppendClass(regex, pattern, ref index))
                    {
                        return null;
                    }

                    break;
                case '\\':
                    if (++index == pattern.Length)
                    {
                        return null;
                    }

                    regex.Append(Regex.Escape(pattern[index].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[index].ToString()));
                    break;
            }
        }

        return TryMake(regex.Append("\\z").ToString());
    }

    private static bool AppendClass(StringBuilder regex, string pattern, ref int index)
    {
        var end = pattern.IndexOf(']', Math.Min(index + 2, pattern.Length));
        if (end < 0)
        {
            return false;
        }

        var negated = pattern[index + 1] is '^' or '!';
        var body = pattern[(index + (negated ? 2 : 1))..end];
        regex.Append(negated ? "[^/" : "[").Append(body.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
        index = end;
        return body.Length > 0;
    }

    private static Regex? TryMake(string regex)
    {
        try
        {
            return new Regex(regex, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
