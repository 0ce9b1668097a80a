using CsCheck;
using IdpBuilder.Host.Editing;

namespace IdpBuilder.Tests.Hosting.Editing;

public sealed class LineEditorTests
{
    private const string Prompt = "> ";

    private static readonly string[] Keys =
        ["a", "bc", " ", "{Left}", "{Right}", "{Home}", "{End}", "{Backspace}", "{Delete}", "{Up}", "{Ctrl+W}", "{Ctrl+Left}", "{Ctrl+L}"];

    [Theory]
    [InlineData("abc{Left}{Left}X{Enter}", "aXbc")]
    [InlineData("abc{Home}X{End}Y{Enter}", "XabcY")]
    [InlineData("abc{Ctrl+A}{Delete}{Ctrl+E}d{Enter}", "bcd")]
    [InlineData("abc{Backspace}{Backspace}{Enter}", "a")]
    [InlineData("{Backspace}{Left}{Delete}{Right}a{Enter}", "a")]
    [InlineData("one two{Ctrl+W}three{Enter}", "one three")]
    [InlineData("one two{Ctrl+Left}my {Enter}", "one my two")]
    [InlineData("one two{Home}{Ctrl+Right}my {Enter}", "one my two")]
    [InlineData("one two{Ctrl+U}x{Enter}", "x")]
    [InlineData("one two{Home}{Right}{Ctrl+K}{Enter}", "o")]
    [InlineData("wrong{Escape}right{Enter}", "right")]
    [InlineData("ab{Ctrl+D}{Left}{Ctrl+D}{Enter}", "a")]
    [InlineData("a😀b{Left}{Left}{Delete}{Enter}", "ab")]
    [InlineData("a😀{Backspace}{Enter}", "a")]
    [InlineData("kept{Ctrl+L}{F5}{Enter}", "kept")]
    public void A_line_is_what_its_keys_made_of_it(string keys, string expected)
    {
        var (line, _) = Read(keys);

        Assert.Equal(new TypedLine(expected, LineEnd.Entered), line);
    }

    [Fact]
    public void Ctrl_C_throws_the_line_away_and_is_a_signal_again_afterwards()
    {
        var (line, screen) = Read("Remove-Everything{Ctrl+C}");

        Assert.Equal(new TypedLine(string.Empty, LineEnd.Cancelled), line);
        Assert.Equal(["> Remove-Everything^C", string.Empty], screen.Rows);
        Assert.False(screen.TakesKeys);
    }

    [Fact]
    public void Ctrl_D_in_an_empty_line_ends_the_input() => Assert.Equal(LineEnd.Closed, Read("{Ctrl+D}").Line.End);

    [Fact]
    public void The_arrows_bring_back_what_was_entered_and_at_last_what_was_being_typed()
    {
        var screen = new FakeScreen(80, TypedKeys.Of("first{Enter}second{Enter}gone{Ctrl+C}second{Enter}draft{Up}{Up}{Up}{Up}{Down}{Down}!{Enter}{Up}{Up}{Enter}"));
        var editor = new LineEditor(screen, (_, _) => LineCandidates.None);

        var lines = Enumerable.Range(0, 6).Select(_ => editor.Read(Prompt).Text).ToList();

        Assert.Equal(["first", "second", string.Empty, "second", "draft!", "second"], lines);
    }

    [Theory]
    [InlineData("x = al{Tab}{Enter}", "x = alpha")]
    [InlineData("x = al{Tab}{Tab}{Enter}", "x = altitude")]
    [InlineData("x = al{Tab}{Tab}{Tab}{Enter}", "x = alpha")]
    [InlineData("x = al{Shift+Tab}{Enter}", "x = altitude")]
    [InlineData("x = al{Tab}{Tab}{Shift+Tab} + 1{Enter}", "x = alpha + 1")]
    [InlineData("al + 1{Home}{Right}{Right}{Tab}{Enter}", "alpha + 1")]
    [InlineData("nothing{Tab}{Enter}", "nothing")]
    [InlineData("be{Tab}{Tab}{Enter}", "beta/gamma")]
    public void Tab_puts_one_candidate_after_the_other_in(string keys, string expected) =>
        Assert.Equal(expected, Read(keys).Line.Text);

    [Fact]
    public void Several_candidates_are_listed_once_above_the_line()
    {
        var (_, screen) = Read("al{Tab}{Tab}{Enter}");

        Assert.Equal(["> al", "alpha     altitude", "> altitude", string.Empty], screen.Rows);
    }

    [Fact]
    public void Completion_sees_the_lines_before_and_changes_this_one_only()
    {
        var screen = new FakeScreen(80, TypedKeys.Of("al{Tab}{Enter}"));

        Assert.Equal("alpha", new LineEditor(screen, Words).Read(">> ", "if ($true) {\n").Text);
    }

    [Fact]
    public void What_is_seen_is_the_prompt_the_line_and_the_cursor_in_it_however_narrow_the_terminal() =>
        Gen.Select(
            Gen.Int[4, 30],
            Gen.Int[0, Keys.Length - 1].Select(index => Keys[index]).Array[0, 60])
        .Sample((width, keys) =>
        {
            // The cursor is marked with a letter of its own, so that the text that comes back tells where it was.
            var screen = new FakeScreen(width, TypedKeys.Of(string.Concat(keys) + "X"));
            var editor = new LineEditor(screen, (_, _) => LineCandidates.None);
            Assert.Throws<InvalidOperationException>(() => editor.Read(Prompt));

            var seen = string.Concat(screen.Rows.Select(row => row.PadRight(width)));
            var cursor = (screen.CursorRow * width) + screen.CursorColumn;
            Assert.StartsWith(Prompt, seen);
            Assert.Equal(seen.IndexOf('X', StringComparison.Ordinal) + 1, cursor);
            Assert.DoesNotContain('>', seen[1..]);
        });

    private static (TypedLine Line, FakeScreen Screen) Read(string keys)
    {
        var screen = new FakeScreen(80, TypedKeys.Of(keys));
        return (new LineEditor(screen, Words).Read(Prompt), screen);
    }

    /// <summary>Completes the word before the cursor from a small vocabulary.</summary>
    private static LineCandidates Words(string text, int cursor)
    {
        var start = text[..cursor].LastIndexOfAny([' ', '\n']) + 1;
        var word = text[start..cursor];
        string[] vocabulary = word == "beta/" ? ["beta/gamma"] : ["alpha", "altitude", "beta/"];
        string[] fitting = [.. vocabulary.Where(candidate => candidate.StartsWith(word, StringComparison.Ordinal))];
        return new LineCandidates(start, word.Length, fitting, fitting);
    }
}
