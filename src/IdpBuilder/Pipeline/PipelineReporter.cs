using System.Management.Automation;
using IdpBuilder.Reporting;

namespace IdpBuilder.Pipeline;

/// <summary>Speaks for the domain through a cmdlet's progress, verbose and warning streams.</summary>
internal sealed class PipelineReporter(CommandPipeline pipeline) : IRunReporter
{
    private readonly Dictionary<string, (int Id, int Percent)> _activities = new(StringComparer.Ordinal);

    public void Progress(ProgressReport report)
    {
        // Reports of one activity may come from several threads, and are shown in the order in which they are counted here.
        lock (_activities)
        {
            var known = _activities.TryGetValue(report.Activity, out var seen);
            var id = known ? seen.Id : _activities.Count + 1;

            // What turns up later makes the whole larger: the bar waits for it, and never runs backwards.
            var percent = known ? Math.Max(seen.Percent, report.Percent) : report.Percent;
            _activities[report.Activity] = (id, report.Completed ? -1 : percent);
            pipeline.Progress(new ProgressRecord(id, report.Activity, report.Status.Length == 0 ? " " : report.Status)
            {
                PercentComplete = percent,
                RecordType = report.Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }

    public void Verbose(string message) => pipeline.Verbose(message);

    public void Warning(string message) => pipeline.Warning(message);
}
