using System.Collections.Concurrent;
using IdpBuilder.Reporting;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>Keeps what was reported.</summary>
internal sealed class ReportedProgress : IRunReporter
{
    private readonly ConcurrentQueue<ProgressReport> _reports = [];
    private readonly ConcurrentQueue<string> _said = [];

    public IReadOnlyList<ProgressReport> Reports => [.. _reports];

    public IReadOnlyList<string> Said => [.. _said];

    public void Progress(ProgressReport report) => _reports.Enqueue(report);

    public void Verbose(string message) => _said.Enqueue(message);

    public void Warning(string message)
    {
    }
}
