namespace IdpBuilder.Reports;

/// <summary>A time in which something happened, without a long pause.</summary>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
internal readonly record struct TimeStretch(DateTimeOffset Start, DateTimeOffset End)
{
    // What is shorter is not worth a break in the axis.
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(30);

    /// <summary>How long it is.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>The stretches of some spans, in order. A pause divides two when it is long beside all that happened.</summary>
    /// <param name="spans">The spans; frames do not count, for they hold pauses.</param>
    /// <param name="now">The end of what still runs.</param>
    public static IReadOnlyList<TimeStretch> Of(IEnumerable<ReportSpan> spans, DateTimeOffset now)
    {
        var busy = Joined([.. spans.Where(span => !span.IsFrame).Select(span => Of(span, now)).OfType<TimeStretch>().OrderBy(stretch => stretch.Start)], TimeSpan.Zero);
        var pause = new TimeSpan(busy.Sum(stretch => stretch.Length.Ticks) / 3);
        return Joined(busy, pause > ShortPause ? pause : ShortPause);
    }

    /// <summary>The time that a span shows; null when it has none. One that seems to end before it begins, as clocks differ, is a moment.</summary>
    public static TimeStretch? Of(ReportSpan span, DateTimeOffset now)
    {
        if ((span.StartedAt ?? span.FinishedAt) is not { } start)
        {
            return null;
        }

        var end = span.FinishedAt ?? (span.Outcome == ReportOutcome.Running ? now : start);
        return new TimeStretch(start, end > start ? end : start);
    }

    private static IReadOnlyList<TimeStretch> Joined(IReadOnlyList<TimeStretch> ordered, TimeSpan pause)
    {
        var joined = new List<TimeStretch>();
        foreach (var stretch in ordered)
        {
            if (joined.Count > 0 && stretch.Start - joined[^1].End <= pause)
            {
                joined[^1] = joined[^1] with { End = stretch.End > joined[^1].End ? stretch.End : joined[^1].End };
            }
            else
            {
                joined.Add(stretch);
            }
        }

        return joined;
    }
}
