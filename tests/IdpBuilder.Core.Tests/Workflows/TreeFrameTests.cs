using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class TreeFrameTests
{
    [Fact]
    public void A_frame_takes_the_place_of_the_one_before() =>
        Assert.Equal(("\e[3Fone\e[K\ntwo\e[K\n\e[J", 2), TreeFrame.Draw(3, ["one", "two"], 80, 24));

    [Fact]
    public void The_first_frame_begins_where_the_cursor_is() =>
        Assert.Equal(("one\e[K\n\e[J", 1), TreeFrame.Draw(0, ["one"], 80, 24));

    [Fact]
    public void Lines_are_cut_to_the_window_so_that_none_wraps() =>
        Assert.Equal(("1234\e[K\n\e[J", 1), TreeFrame.Draw(0, ["1234567"], 5, 24));

    [Fact]
    public void What_does_not_fit_into_the_window_is_counted() =>
        Assert.Equal(("a\e[K\n… 3 more lines\e[K\n\e[J", 2), TreeFrame.Draw(0, ["a", "b", "c", "d"], 80, 3));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 40)]
    public void No_frame_is_higher_than_its_window(int height, int count)
    {
        var (text, lines) = TreeFrame.Draw(0, [.. Enumerable.Repeat("line", count)], 80, height);

        Assert.InRange(lines, 1, Math.Max(1, height - 1));
        Assert.Equal(lines, text.Count(character => character == '\n'));
    }
}
