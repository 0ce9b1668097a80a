namespace IdpBuilder.Host.Editing;

/// <summary>Reads lines from a keyboard, with history and completion, by the keys that <c>pwsh</c> has for them.</summary>
/// <param name="screen">The terminal.</param>
/// <param name="complete">What could stand in a text at a place.</param>
internal sealed class LineEditor(ILineScreen screen, Func<string, int, LineCandidates> complete)
{
    private readonly LineHistory _history = new();

    /// <summary>Reads one line.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="before">The lines of the same command that were entered before it, which completion takes into account.</param>
    public TypedLine Read(string prompt, string before = "")
    {
        using var keys = screen.TakeKeys();
        var line = new LineBuffer();
        var view = new LineView(screen, prompt);
        CompletionCycle? cycle = null;
        view.Draw(line);
        while (true)
        {
            var key = screen.ReadKey();
            if (EndOf(key, line) is { } end)
            {
                view.Finish(line, end == LineEnd.Cancelled ? "^C" : string.Empty);
                _history.Add(end == LineEnd.Entered ? line.Text : string.Empty);
                return new TypedLine(end == LineEnd.Entered ? line.Text : string.Empty, end);
            }

            if (key.Key == ConsoleKey.Tab)
            {
                cycle ??= Begin(view, line, before);
                cycle?.Step(line, key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? -1 : 1);

                // What had one way to go on is done: the next Tab completes what follows it.
                cycle = cycle is { Count: > 1 } ? cycle : null;
            }
            else
            {
                cycle = null;
                Apply(key, line, view);
            }

            view.Draw(line);
        }
    }

    private static LineEnd? EndOf(ConsoleKeyInfo key, LineBuffer line) => key switch
    {
        { Key: ConsoleKey.Enter } or { KeyChar: '\n' } => LineEnd.Entered,
        { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control } or { KeyChar: '\u0003' } => LineEnd.Cancelled,
        { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when line.Text.Length == 0 => LineEnd.Closed,
        _ => null,
    };

    private static void Move(ConsoleKey key, LineBuffer line, bool byWord)
    {
        switch (key)
        {
            case ConsoleKey.LeftArrow:
                line.MoveTo(byWord ? line.WordBefore() : line.Before());
                break;
            case ConsoleKey.RightArrow:
                line.MoveTo(byWord ? line.WordAfter() : line.After());
                break;
            case ConsoleKey.Home:
                line.MoveTo(0);
                break;
            case ConsoleKey.End:
                line.MoveTo(line.Text.Length);
                break;
            case ConsoleKey.Backspace:
                line.CutTo(byWord ? line.WordBefore() : line.Before());
                break;
            case ConsoleKey.Delete:
                line.CutTo(byWord ? line.WordAfter() : line.After());
                break;
            case ConsoleKey.Escape:
                line.Take(string.Empty);
                break;
        }
    }

    private static void Control(ConsoleKey key, LineBuffer line, LineView view)
    {
        switch (key)
        {
            case ConsoleKey.A:
                line.MoveTo(0);
                break;
            case ConsoleKey.E:
                line.MoveTo(line.Text.Length);
                break;
            case ConsoleKey.D:
                line.CutTo(line.After());
                break;
            case ConsoleKey.U:
                line.CutTo(0);
                break;
            case ConsoleKey.K:
                line.CutTo(line.Text.Length);
                break;
            case ConsoleKey.W:
                line.CutTo(line.WordBefore());
                break;
            case ConsoleKey.L:
                view.ClearScreen(line);
                break;
            default:
                Move(key, line, byWord: true);
                break;
        }
    }

    private void Apply(ConsoleKeyInfo key, LineBuffer line, LineView view)
    {
        if (key.Key is ConsoleKey.UpArrow or ConsoleKey.DownArrow)
        {
            line.Take((key.Key == ConsoleKey.UpArrow ? _history.Back(line.Text) : _history.Forward()) ?? line.Text);
        }
        else if (!char.IsControl(key.KeyChar))
        {
            // A letter with AltGr has Control and Alt set, and is a letter.
            line.Insert(key.KeyChar.ToString());
        }
        else if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
        {
            Control(key.Key, line, view);
        }
        else
        {
            Move(key.Key, line, byWord: false);
        }
    }

    private CompletionCycle? Begin(LineView view, LineBuffer line, string before)
    {
        var candidates = complete(before + line.Text, before.Length + line.Cursor);
        if (candidates.Texts.Count == 0 || candidates.Start < before.Length)
        {
            return null;
        }

        if (candidates.Labels.Count > 1)
        {
            var cursor = line.Cursor;
            view.List(line, CandidateList.Rows(candidates.Labels, screen.Width));
            line.MoveTo(cursor);
        }

        return new CompletionCycle(candidates with { Start = candidates.Start - before.Length });
    }
}
