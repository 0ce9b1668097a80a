using System.Text;
using System.Text.RegularExpressions;

namespace IdpBuilder.Git.Ignoring;

/// <summary>Turns git's globs into regular expressions that match in linear time, whatever a file's author wrote.</summary>
internal static class GlobForm
{
    private const string AnyDirectories = "(?:.*/)?";

    /// <summary>The expression of a glob; null for one that can match nothing, such as one that ends within brackets.</summary>
    /// <param name="glob">The glob, without the slashes at its ends.</param>
    /// <param name="isPath">Whether it is compared with paths; otherwise with names, where two asterisks are as one.</param>
    public static Regex? Of(string glob, bool isPath)
    {
        var form = new StringBuilder("^");
        for (var index = 0; index < glob.Length;)
        {
            var length = glob[index] switch
            {
                '*' => Asterisks(glob, index, isPath, form),
                '?' => Append(form, "[^/]"),
                '[' => BracketForm.Append(glob, index, form),
                '\\' => index + 1 < glob.Length ? Literal(form, glob[index + 1], 2) : 0,
                var character => Literal(form, character, 1),
            };
            if (length == 0)
            {
                return null;
            }

            index += length;
        }

        return new Regex(form.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    // Two asterisks or more stand for directories where slashes or the ends bound them; elsewhere they are as one. Git compares what
    // is written out before the first glob by itself, and what comes then begins a pattern for it: "sub**/x" finds "sub/deep/x".
    private static int Asterisks(string glob, int index, bool isPath, StringBuilder form)
    {
        var end = index;
        while (end < glob.Length && glob[end] == '*')
        {
            end++;
        }

        var bounded = isPath && end - index >= 2 && (glob.AsSpan(0, index).IndexOfAny("*?[\\") < 0 || glob[index - 1] == '/');
        if (bounded && end == glob.Length)
        {
            form.Append(".*");
        }
        else if (bounded && glob[end] == '/')
        {
            form.Append(AnyDirectories);
            end++;
        }
        else
        {
            form.Append("[^/]*");
        }

        return end - index;
    }

    private static int Append(StringBuilder form, string part)
    {
        form.Append(part);
        return 1;
    }

    private static int Literal(StringBuilder form, char character, int length)
    {
        form.Append(Regex.Escape(character.ToString()));
        return length;
    }
}
