namespace IdpBuilder.Host.Editing;

/// <summary>A line that is being typed, and where the cursor is in it.</summary>
internal sealed class LineBuffer
{
    /// <summary>What has been typed.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>The index before which the next character goes.</summary>
    public int Cursor { get; private set; }

    /// <summary>Puts text in at the cursor.</summary>
    public void Insert(string text) => Replace(Cursor, 0, text);

    /// <summary>Puts text in the place of a part of the line, and the cursor behind it.</summary>
    public void Replace(int start, int length, string text)
    {
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(start + length));
        Cursor = start + text.Length;
    }

    /// <summary>Takes another line; the cursor goes to its end.</summary>
    public void Take(string text) => Replace(0, Text.Length, text);

    /// <summary>Moves the cursor.</summary>
    public void MoveTo(int index) => Cursor = index;

    /// <summary>Removes what is between the cursor and another place.</summary>
    public void CutTo(int index) => Replace(Math.Min(index, Cursor), Math.Abs(index - Cursor), string.Empty);

    /// <summary>The place one character before the cursor; a surrogate pair is one.</summary>
    public int Before()
    {
        var pair = Cursor > 1 && char.IsSurrogatePair(Text[Cursor - 2], Text[Cursor - 1]);
        return Math.Max(0, Cursor - (pair ? 2 : 1));
    }

    /// <summary>The place one character after the cursor.</summary>
    public int After()
    {
        var pair = Cursor < Text.Length - 1 && char.IsSurrogatePair(Text[Cursor], Text[Cursor + 1]);
        return Math.Min(Text.Length, Cursor + (pair ? 2 : 1));
    }

    /// <summary>The start of the word before the cursor.</summary>
    public int WordBefore()
    {
        var index = Cursor;
        while (index > 0 && !char.IsLetterOrDigit(Text[index - 1]))
        {
            index--;
        }

        while (index > 0 && char.IsLetterOrDigit(Text[index - 1]))
        {
            index--;
        }

        return index;
    }

    /// <summary>The start of the word after the cursor.</summary>
    public int WordAfter()
    {
        var index = Cursor;
        while (index < Text.Length && char.IsLetterOrDigit(Text[index]))
        {
            index++;
        }

        while (index < Text.Length && !char.IsLetterOrDigit(Text[index]))
        {
            index++;
        }

        return index;
    }
}
