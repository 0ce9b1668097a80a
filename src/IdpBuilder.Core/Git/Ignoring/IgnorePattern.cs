using System.Text.RegularExpressions;

namespace IdpBuilder.Git.Ignoring;

/// <summary>One line of a <c>.gitignore</c>, with git's meaning of it.</summary>
internal sealed class IgnorePattern
{
    private readonly Regex _form;
    private readonly bool _directoriesOnly;
    private readonly bool _anchored;

    private IgnorePattern(Regex form, bool negated, bool directoriesOnly, bool anchored) =>
        (_form, Negated, _directoriesOnly, _anchored) = (form, negated, directoriesOnly, anchored);

    /// <summary>Whether what it matches is taken in again.</summary>
    public bool Negated { get; }

    /// <summary>The pattern of a line; null for a comment, an empty line, and what git takes for no pattern.</summary>
    public static IgnorePattern? Read(string line)
    {
        var text = WithoutTrailingSpaces(line);
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }

        var negated = text[0] == '!';
        text = negated ? text[1..] : text;
        var directoriesOnly = text.EndsWith('/');
        text = directoriesOnly ? text[..^1] : text;

        // A slash at the beginning or in the middle ties the pattern to the place of its file.
        var anchored = text.Contains('/', StringComparison.Ordinal);
        text = text.StartsWith('/') ? text[1..] : text;
        return text.Length > 0 && GlobForm.Of(text, anchored) is { } form ? new IgnorePattern(form, negated, directoriesOnly, anchored) : null;
    }

    /// <summary>Whether it speaks of a path.</summary>
    /// <param name="path">The path, seen from the pattern's file.</param>
    /// <param name="isDirectory">Whether a directory is there.</param>
    public bool Matches(string path, bool isDirectory) =>
        (isDirectory || !_directoriesOnly) && _form.IsMatch(_anchored ? path : path[(path.LastIndexOf('/') + 1)..]);

    private static string WithoutTrailingSpaces(string line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] == ' ' && !IsEscaped(line, end - 1))
        {
            end--;
        }

        return line[..end];
    }

    private static bool IsEscaped(string line, int position)
    {
        var backslashes = 0;
        while (position > backslashes && line[position - backslashes - 1] == '\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }
}
