using System.Management.Automation.Host;

namespace IdpBuilder.Host;

/// <summary>What the engine's formatting asks about the terminal; there is no screen buffer to draw in.</summary>
internal sealed class TerminalRawUserInterface(HostTerminal terminal) : PSHostRawUserInterface
{
    private const int ManyLines = 3000;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize
    {
        get => new(terminal.Width, ManyLines);
        set
        {
        }
    }

    public override Size WindowSize
    {
        get => new(terminal.Width, ManyLines);
        set
        {
        }
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "IdpBuilder";

    public override bool KeyAvailable => terminal.ReadsKeyboard && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!terminal.ReadsKeyboard)
        {
            throw new HostException("There is no keyboard here.");
        }

        var key = Console.ReadKey(intercept: (options & ReadKeyOptions.NoEcho) != 0);
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }
}
