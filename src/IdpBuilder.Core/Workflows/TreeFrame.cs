using System.Text;

namespace IdpBuilder.Workflows;

/// <summary>What a terminal is told so that one frame takes the place of the one before.</summary>
public static class TreeFrame
{
    private const string Escape = "\e[";

    /// <summary>The text for a terminal, which ends on the line below the frame.</summary>
    /// <param name="before">How many lines the last frame had.</param>
    /// <param name="lines">The lines; what does not fit into the window is cut off, and the last line says so.</param>
    /// <param name="width">The columns of the window.</param>
    /// <param name="height">The lines of the window.</param>
    /// <returns>The text, and how many lines the frame has now.</returns>
    public static (string Text, int Lines) Draw(int before, IReadOnlyList<string> lines, int width, int height)
    {
        var text = new StringBuilder();
        if (before > 0)
        {
            text.Append(Escape).Append(before).Append('F');
        }

        // The last line of the window stays free for the cursor.
        var room = Math.Max(1, height - 1);
        var shown = lines.Count <= room ? lines : [.. lines.Take(room - 1), $"… {lines.Count - room + 1} more lines"];
        foreach (var line in shown)
        {
            text.Append(line.Length < width ? line : line[..Math.Max(0, width - 1)]).Append(Escape).Append('K').Append('\n');
        }

        return (text.Append(Escape).Append('J').ToString(), shown.Count);
    }
}
