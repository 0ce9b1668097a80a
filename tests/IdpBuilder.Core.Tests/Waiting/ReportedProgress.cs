using System.Collections.Concurrent;
using IdpBuilder.Reporting;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>Keeps what was reported.</summary>
internal sealed class ReportedProgress : IRunReporter
{
    private readonly ConcurrentQueue<ProgressReport> _reports = [];

    public IReadOnlyList<ProgressReport> Reports => [.. _reports];

    public void Progress(ProgressReport report) => _reports.Enqueue(report);

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }
}
