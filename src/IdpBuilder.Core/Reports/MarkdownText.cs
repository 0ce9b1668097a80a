using System.Text;

namespace IdpBuilder.Reports;

/// <summary>Texts of others on their way into Markdown: they are shown as they are, and never become markup.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|~#&@!$^{}";

    /// <summary>The text in one line, for a heading, a list or a cell of a table.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in PlainText.Of(text).Replace('\n', ' ').Replace('\t', ' ').Trim())
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
            {
                line.Append('\\');
            }

            line.Append(letter);
        }

        return line.ToString();
    }

    /// <summary>The text as a block that keeps its lines, indented below an item of a list.</summary>
    public static string Block(string text)
    {
        var lines = PlainText.Of(text).Split('\n');
        var fence = new string('`', Math.Max(3, lines.Max(LongestTicks) + 1));
        return string.Concat(lines.Prepend($"{fence}text").Append(fence).Select(line => $"  {line}\n"));
    }

    private static int LongestTicks(string line)
    {
        var (longest, current) = (0, 0);
        foreach (var letter in line)
        {
            current = letter == '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
