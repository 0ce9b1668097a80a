using CsCheck;
using IdpBuilder.Reports;

namespace IdpBuilder.Tests.Reports;

public sealed class TimeAxisTests
{
    private const double Width = 800;

    private static readonly Gen<TimeStretch[]> Stretches = Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 9000]).Array[1, 40]
        .Select(pairs => TimeStretch.Of(pairs.Select(pair => Spans.Of(ReportSpanKind.Node, "n", pair.Item1, pair.Item1 + pair.Item2)), Spans.At(0)).ToArray());

    [Fact]
    public void Later_is_never_further_left_and_everything_is_on_the_line() => Gen.Select(Stretches, Gen.Int[-1000, 120_000], Gen.Int[-1000, 120_000]).Sample((stretches, one, other) =>
    {
        var axis = new TimeAxis(stretches, Width);
        var (early, late) = (axis.At(Spans.At(Math.Min(one, other))), axis.At(Spans.At(Math.Max(one, other))));
        Assert.True(early <= late + 1e-6);
        Assert.InRange(early, -1e-6, Width + 1e-6);
        Assert.InRange(late, -1e-6, Width + 1e-6);
    });

    [Fact]
    public void Each_stretch_has_a_mark_and_pauses_between_them_are_cut() => Stretches.Sample(stretches =>
    {
        var axis = new TimeAxis(stretches, Width);
        Assert.Equal(stretches.Length - 1, axis.Breaks.Count());
        Assert.InRange(axis.Ticks.Count(), stretches.Length, stretches.Length + 100);
        Assert.All(axis.Ticks, tick => Assert.InRange(tick.X, -1e-6, Width + 1e-6));
    });

    [Fact]
    public void A_pause_is_cut_out_when_it_is_long_beside_what_happened_and_frames_do_not_fill_it()
    {
        var early = Spans.Of(ReportSpanKind.Hook, "a", 0, 60);
        var late = Spans.Of(ReportSpanKind.Hook, "b", 3600, 3660);
        var soon = Spans.Of(ReportSpanKind.Hook, "c", 80, 90);
        var frame = Spans.Of(ReportSpanKind.Phase, "Sync", 0, 3660, ReportOutcome.Succeeded, early, late);

        Assert.Equal([(0.0, 90.0), (3600.0, 3660.0)], TimeStretch.Of([frame, early, late, soon], Spans.At(9999)).Select(stretch => ((stretch.Start - Spans.Zero).TotalSeconds, (stretch.End - Spans.Zero).TotalSeconds)));
    }

    [Theory]
    [InlineData(null, null, ReportOutcome.Succeeded, null, null)]
    [InlineData(5, null, ReportOutcome.Running, 5, 100)]
    [InlineData(5, null, ReportOutcome.Succeeded, 5, 5)]
    [InlineData(5, 3, ReportOutcome.Succeeded, 5, 5)]
    [InlineData(null, 3, ReportOutcome.Failed, 3, 3)]
    [InlineData(150, null, ReportOutcome.Running, 150, 150)]
    public void A_span_shows_the_time_it_has(int? from, int? to, ReportOutcome outcome, int? start, int? end)
    {
        var time = TimeStretch.Of(Spans.Of(ReportSpanKind.Node, "n", from, to, outcome), Spans.At(100));
        Assert.Equal((start, end), ((int?)(time?.Start - Spans.Zero)?.TotalSeconds, (int?)(time?.End - Spans.Zero)?.TotalSeconds));
    }

    [Fact]
    public void Days_are_named_where_the_line_jumps_to_another()
    {
        var days = new TimeAxis([new(Spans.At(0), Spans.At(60)), new(Spans.At(100_000), Spans.At(100_060))], Width).Ticks.Select(tick => tick.Day).Where(day => day.Length > 0);
        Assert.Equal(["03-01", "03-02"], days);
        Assert.All(new TimeAxis([new(Spans.At(0), Spans.At(60))], Width).Ticks, tick => Assert.Empty(tick.Day));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.25, "250 ms")]
    [InlineData(0.0001, "1 ms")]
    [InlineData(9.5, "9.5 s")]
    [InlineData(42.4, "42 s")]
    [InlineData(65, "1 min 5 s")]
    [InlineData(7260, "2 h 1 min")]
    [InlineData(180_000, "2 d 2 h")]
    [InlineData(-3, "-3 s")]
    public void Durations_have_two_units(double seconds, string shown) => Assert.Equal(shown, DurationText.Of(TimeSpan.FromSeconds(seconds)));
}
