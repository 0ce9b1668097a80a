using System.Text;

namespace IdpBuilder.Host.Editing;

/// <summary>Draws a line behind its prompt, over as many rows as it needs, and the cursor in it.</summary>
internal sealed class LineView(ILineScreen screen, string prompt)
{
    private int _row;

    /// <summary>Draws the line anew.</summary>
    public void Draw(LineBuffer line)
    {
        var width = Math.Max(1, screen.Width);
        var text = new StringBuilder();
        ToFirstRow(text);
        text.Append("\u001b[J").Append(prompt).Append(line.Text);
        var end = prompt.Length + line.Text.Length;
        if (end % width == 0)
        {
            // Behind a full row a terminal leaves the cursor where it is until more comes.
            text.Append("\r\n");
        }

        var cursor = prompt.Length + line.Cursor;
        Move(text, (end / width) - (cursor / width), 'A');
        text.Append('\r');
        Move(text, cursor % width, 'C');
        _row = cursor / width;
        screen.Write(text.ToString());
    }

    /// <summary>Draws rows below the line and begins it anew under them.</summary>
    public void List(LineBuffer line, IReadOnlyList<string> rows)
    {
        Finish(line, string.Empty);
        screen.Write(string.Join("\r\n", rows) + "\r\n");
    }

    /// <summary>Leaves the line as it is, with a last word, and goes to the next row.</summary>
    public void Finish(LineBuffer line, string lastWord)
    {
        line.MoveTo(line.Text.Length);
        Draw(line);
        screen.Write(lastWord + "\r\n");
        _row = 0;
    }

    /// <summary>Clears the whole screen and draws the line in its first row.</summary>
    public void ClearScreen(LineBuffer line)
    {
        screen.Write("\u001b[2J\u001b[H");
        _row = 0;
        Draw(line);
    }

    private static void Move(StringBuilder text, int count, char direction)
    {
        if (count > 0)
        {
            text.Append("\u001b[").Append(count).Append(direction);
        }
    }

    private void ToFirstRow(StringBuilder text)
    {
        text.Append('\r');
        Move(text, _row, 'A');
    }
}
