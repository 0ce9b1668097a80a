using System.Globalization;

namespace IdpBuilder.Reports;

/// <summary>Where on a line times are. Long pauses are cut out, so that what happened on one day and on another is seen at once.</summary>
internal sealed class TimeAxis
{
    private const double BreakWidth = 26;
    private const double LeastWidth = 16;
    private const double TickDistance = 84;
    private const double DaySeconds = 86400;

    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, DaySeconds, 172800, 604800];

    private readonly IReadOnlyList<TimeStretch> _stretches;
    private readonly double[] _starts;
    private readonly double[] _widths;

    /// <summary>Lays stretches out side by side.</summary>
    /// <param name="stretches">The stretches, in order.</param>
    /// <param name="width">The length of the line.</param>
    public TimeAxis(IReadOnlyList<TimeStretch> stretches, double width)
    {
        _stretches = stretches;
        var total = stretches.Sum(stretch => stretch.Length.TotalSeconds);
        var breaks = Math.Max(0, stretches.Count - 1);

        // So many breaks that nothing is left for what they divide: then they shrink.
        var gap = breaks == 0 ? 0 : Math.Min(BreakWidth, width / (3 * breaks));
        var least = Math.Min(LeastWidth, (width - (gap * breaks)) / Math.Max(1, 2 * stretches.Count));
        var rest = width - (gap * breaks) - (least * stretches.Count);
        _widths = [.. stretches.Select(stretch => least + (total > 0 ? rest * stretch.Length.TotalSeconds / total : rest / stretches.Count))];
        _starts = [.. _widths.Select((_, index) => _widths.Take(index).Sum() + (gap * index))];
    }

    /// <summary>Where the line is cut, and how long the pause is.</summary>
    public IEnumerable<TimeTick> Breaks => Enumerable.Range(1, Math.Max(0, _stretches.Count - 1)).Select(index => new TimeTick(
        (_starts[index - 1] + _widths[index - 1] + _starts[index]) / 2,
        DurationText.Of(_stretches[index].Start - _stretches[index - 1].End)));

    /// <summary>The marks: at least one for each stretch.</summary>
    public IEnumerable<TimeTick> Ticks => _stretches.SelectMany((stretch, index) => TicksOf(stretch, index));

    /// <summary>Where a time is; one outside of every stretch is at the nearer end.</summary>
    public double At(DateTimeOffset time)
    {
        for (var index = 0; index < _stretches.Count; index++)
        {
            var stretch = _stretches[index];
            if (time <= stretch.End || index == _stretches.Count - 1)
            {
                var share = stretch.Length.Ticks == 0 ? 0.5 : Math.Clamp((time - stretch.Start) / stretch.Length, 0, 1);
                return _starts[index] + (_widths[index] * share);
            }
        }

        return 0;
    }

    private IEnumerable<TimeTick> TicksOf(TimeStretch stretch, int index)
    {
        // Most clusters count whole seconds: parts of them would only look exact.
        var seconds = Math.Max(stretch.Length.TotalSeconds * TickDistance / _widths[index], stretch.Length.TotalSeconds < 2 ? 0 : 1);
        var step = Steps.FirstOrDefault(step => step >= seconds, Steps[^1]);
        var ticks = (long)(step * TimeSpan.TicksPerSecond);
        var first = stretch.Start.UtcTicks + ((ticks - (stretch.Start.UtcTicks % ticks)) % ticks);
        if (stretch.Length.Ticks == 0 || first > stretch.End.UtcTicks)
        {
            return [new TimeTick(At(stretch.Start), Text(stretch.Start, 1), Day(index))];
        }

        return Enumerable.Range(0, (int)Math.Min(200, ((stretch.End.UtcTicks - first) / ticks) + 1))
            .Select(number => new DateTimeOffset(first + (number * ticks), TimeSpan.Zero))
            .Select((time, number) => new TimeTick(At(time), Text(time, step), number == 0 && step < DaySeconds ? Day(index) : string.Empty));
    }

    private string Day(int index) => _stretches[0].Start.UtcDateTime.Date == _stretches[^1].End.UtcDateTime.Date
        ? string.Empty
        : _stretches[index].Start.UtcDateTime.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time, double step) => time.UtcDateTime.ToString(
        step switch { < 1 => "HH:mm:ss.f", < 60 => "HH:mm:ss", < DaySeconds => "HH:mm", _ => "MM-dd" }, CultureInfo.InvariantCulture);
}
