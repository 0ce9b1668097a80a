using YamlDotNet.Core;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>A stretch of a file between two document markers.</summary>
/// <param name="Content">The text of the stretch.</param>
/// <param name="File">The file it is from.</param>
/// <param name="LinesBefore">How many lines of the file come before it.</param>
internal sealed record YamlText(string Content, string File, int LinesBefore)
{
    /// <summary>The place in the file of a mark in this stretch.</summary>
    public SourceSpan PlaceOf(Mark mark) => new(File, LinesBefore + (int)mark.Line, (int)mark.Column);

    /// <summary>The place in the file of a character of this stretch.</summary>
    public SourceSpan PlaceOf(int index)
    {
        var before = Content.AsSpan(0, Math.Clamp(index, 0, Content.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return new SourceSpan(File, LinesBefore + before.Count('\n') + 1, before.Length - lineStart + 1);
    }

    /// <summary>Whether there is nothing but blank lines, comments, directives and the document marker.</summary>
    public bool IsEmpty()
    {
        foreach (var line in Content.AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (!text.IsEmpty && text[0] != '#' && line[0] != '%' && text is not "---" and not "...")
            {
                return false;
            }
        }

        return true;
    }
}
