using IdpBuilder.Embedded.Actors.Workloads;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("250ms", 0.25)]
    [InlineData("1.5m", 90)]
    [InlineData("7", 7)]
    [InlineData("0s", 0)]
    public void A_duration_is_read_as_go_writes_it(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), GoDuration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1x")]
    [InlineData("-5s")]
    [InlineData("1h 5m")]
    [InlineData("9000h9000h")]
    public void What_is_no_duration_is_refused(string text) => Assert.Null(GoDuration.Parse(text));
}
