using System.Globalization;
using System.Text.RegularExpressions;
using IdpBuilder.Host.Editing;

namespace IdpBuilder.Tests.Hosting.Editing;

/// <summary>A terminal in memory: keys are scripted, and what is written is laid out in rows as a terminal does it.</summary>
internal sealed partial class FakeScreen(int width, IEnumerable<ConsoleKeyInfo> keys) : ILineScreen, IDisposable
{
    private readonly Queue<ConsoleKeyInfo> _keys = new(keys);
    private readonly List<char[]> _rows = [Blank(width)];

    public int Width => width;

    public int CursorRow { get; private set; }

    public int CursorColumn { get; private set; }

    /// <summary>Whether Ctrl+C comes as a key just now.</summary>
    public bool TakesKeys { get; private set; }

    /// <summary>The rows without trailing blanks.</summary>
    public IReadOnlyList<string> Rows => [.. _rows.Select(row => new string(row).TrimEnd())];

    public IDisposable TakeKeys()
    {
        TakesKeys = true;
        return this;
    }

    public void Dispose() => TakesKeys = false;

    public ConsoleKeyInfo ReadKey() => _keys.Dequeue();

    public void Write(string text)
    {
        foreach (Match match in Piece().Matches(text))
        {
            if (match.Length == 1)
            {
                Put(match.Value[0]);
            }
            else
            {
                Obey(match.Groups["count"].Value, match.Groups["action"].Value);
            }
        }
    }

    private static char[] Blank(int width) => [.. Enumerable.Repeat(' ', width)];

    private void Put(char character)
    {
        if (character == '\r')
        {
            CursorColumn = 0;
        }
        else if (character == '\n')
        {
            Down();
        }
        else
        {
            if (CursorColumn == width)
            {
                CursorColumn = 0;
                Down();
            }

            _rows[CursorRow][CursorColumn++] = character;
        }
    }

    private void Down()
    {
        if (++CursorRow == _rows.Count)
        {
            _rows.Add(Blank(width));
        }
    }

    private void Obey(string count, string action)
    {
        var number = count.Length == 0 ? 1 : int.Parse(count, CultureInfo.InvariantCulture);
        switch (action)
        {
            case "A":
                Assert.InRange(CursorRow -= number, 0, int.MaxValue);
                break;
            case "C":
                Assert.InRange(CursorColumn += number, 0, width - 1);
                break;
            case "J" when number == 1:
                _rows.RemoveRange(CursorRow + 1, _rows.Count - CursorRow - 1);
                Array.Fill(_rows[CursorRow], ' ', CursorColumn, width - CursorColumn);
                break;
            case "J":
                _rows.ForEach(row => Array.Fill(row, ' '));
                break;
            case "H":
                (CursorRow, CursorColumn) = (0, 0);
                break;
            default:
                Assert.Fail($"A terminal was asked for '{action}'.");
                break;
        }
    }

    [GeneratedRegex(@"\u001b\[(?<count>\d*)(?<action>[A-Z])|.", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
