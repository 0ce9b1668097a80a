using System.Text;

namespace IdpBuilder.Host.Editing;

/// <summary>Lays candidates out in columns, sorted downwards as a directory is listed.</summary>
internal static class CandidateList
{
    private const int MaximumRows = 12;
    private const int Gap = 2;

    /// <summary>The rows of the list; what does not fit is counted in the last one.</summary>
    public static IReadOnlyList<string> Rows(IReadOnlyList<string> labels, int width)
    {
        var cell = Math.Min(labels.Max(label => label.Length), width - 1) + Gap;
        var columns = Math.Max(1, (width - 1 + Gap) / cell);
        var shown = labels.Take(columns * MaximumRows).ToList();
        var rows = (shown.Count + columns - 1) / columns;
        var lines = Enumerable.Range(0, rows).Select(row => Row(shown, row, rows, cell, width)).ToList();
        if (shown.Count < labels.Count)
        {
            lines.Add($"… and {labels.Count - shown.Count} more");
        }

        return lines;
    }

    private static string Row(List<string> labels, int row, int rows, int cell, int width)
    {
        var line = new StringBuilder();
        for (var index = row; index < labels.Count; index += rows)
        {
            line.Append(labels[index].PadRight(cell));
        }

        var text = line.ToString().TrimEnd();
        return text.Length < width ? text : text[..(width - 2)] + "…";
    }
}
