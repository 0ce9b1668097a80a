namespace IdpBuilder.Host.Editing;

/// <summary>The terminal as a line editor sees it: keys come, text goes.</summary>
internal interface ILineScreen
{
    /// <summary>The width of a row in characters.</summary>
    int Width { get; }

    /// <summary>Lets Ctrl+C arrive as a key until the result is disposed of.</summary>
    IDisposable TakeKeys();

    /// <summary>Waits for a key.</summary>
    ConsoleKeyInfo ReadKey();

    /// <summary>Writes text and control sequences.</summary>
    void Write(string text);
}
