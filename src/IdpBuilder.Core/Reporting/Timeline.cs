namespace IdpBuilder.Reporting;

/// <summary>
/// Passes on what a piece of work says of itself, and notes when its steps began and ended: each status of the activity that names
/// its subject is a step, and so is every other activity, which goes on inside of one.
/// </summary>
/// <param name="inner">Who is spoken to.</param>
/// <param name="clock">The time.</param>
/// <param name="subject">What is worked on.</param>
public sealed class Timeline(IRunReporter inner, TimeProvider clock, string subject) : IRunReporter
{
    private readonly object _gate = new();
    private readonly List<TimelineStep> _steps = [];
    private readonly Dictionary<string, (string Name, DateTimeOffset StartedAt)> _open = new(StringComparer.Ordinal);

    /// <summary>The steps that have ended, as they began.</summary>
    public IReadOnlyList<TimelineStep> Steps
    {
        get
        {
            lock (_gate)
            {
                return [.. _steps.OrderBy(step => step.StartedAt)];
            }
        }
    }

    /// <inheritdoc/>
    public void Progress(ProgressReport report)
    {
        Note(report);
        inner.Progress(report);
    }

    /// <inheritdoc/>
    public void Verbose(string message) => inner.Verbose(message);

    /// <inheritdoc/>
    public void Warning(string message) => inner.Warning(message);

    // Steps may go on side by side, and tell of themselves from several threads.
    private void Note(ProgressReport report)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var name = report.Activity.Contains($"'{subject}'", StringComparison.Ordinal) ? report.Status : report.Activity;
            if (_open.TryGetValue(report.Activity, out var open) && (report.Completed || open.Name != name))
            {
                _steps.Add(new TimelineStep(open.Name, open.StartedAt, now));
                _open.Remove(report.Activity);
            }

            if (!report.Completed)
            {
                _open.TryAdd(report.Activity, (name, now));
            }
        }
    }
}
