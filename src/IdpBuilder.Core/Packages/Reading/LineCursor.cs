namespace IdpBuilder.Packages.Reading;

/// <summary>The line of a place in a text. Places are asked for from the beginning to the end: no character is looked at twice.</summary>
/// <param name="text">The text.</param>
internal sealed class LineCursor(string text)
{
    /// <summary>Its number, from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, without its line feed.</summary>
    public int End { get; private set; } = EndOf(text, 0);

    /// <summary>Goes on to the line of a place.</summary>
    public LineCursor At(int place)
    {
        while (place > End)
        {
            Start = End + 1;
            End = EndOf(text, Start);
            Number++;
        }

        return this;
    }

    /// <summary>The line up to a place in it.</summary>
    public ReadOnlySpan<char> Before(int place) => text.AsSpan(Start, place - Start);

    /// <summary>The line from a place in it.</summary>
    public ReadOnlySpan<char> From(int place) => text.AsSpan(place, End - place);

    private static int EndOf(string text, int start) => text.IndexOf('\n', start) is var end and >= 0 ? end : text.Length;
}
