using System.Collections.Concurrent;
using System.Management.Automation;
using IdpBuilder.Reporting;

namespace IdpBuilder.Pipeline;

/// <summary>Speaks for the domain through a cmdlet's progress, verbose and warning streams.</summary>
internal sealed class PipelineReporter(CommandPipeline pipeline) : IRunReporter
{
    private readonly ConcurrentDictionary<string, int> _activities = new(StringComparer.Ordinal);

    public void Progress(ProgressReport report)
    {
        var id = _activities.GetOrAdd(report.Activity, _ => _activities.Count + 1);
        pipeline.Progress(new ProgressRecord(id, report.Activity, report.Status.Length == 0 ? " " : report.Status)
        {
            PercentComplete = report.Percent,
            RecordType = report.Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }

    public void Verbose(string message) => pipeline.Verbose(message);

    public void Warning(string message) => pipeline.Warning(message);
}
