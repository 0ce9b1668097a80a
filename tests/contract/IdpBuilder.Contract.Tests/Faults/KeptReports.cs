using IdpBuilder.Reporting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Keeps what was said, and lets a test do something when it is.</summary>
internal sealed class KeptReports : IRunReporter
{
    private readonly object _gate = new();
    private readonly List<string> _said = [];
    private readonly List<(string Text, TaskCompletionSource Heard)> _awaited = [];

    /// <summary>What was said so far.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_gate)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>Returns when something has been said that contains a text.</summary>
    public Task Heard(string text)
    {
        lock (_gate)
        {
            if (_said.Exists(message => message.Contains(text, StringComparison.Ordinal)))
            {
                return Task.CompletedTask;
            }

            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, heard));
            return heard.Task;
        }
    }

    public void Progress(ProgressReport report) => Take($"{report.Activity}: {report.Status}");

    public void Verbose(string message) => Take(message);

    public void Warning(string message) => Take(message);

    private void Take(string message)
    {
        lock (_gate)
        {
            _said.Add(message);
            foreach (var (_, heard) in _awaited.Where(one => message.Contains(one.Text, StringComparison.Ordinal)))
            {
                heard.TrySetResult();
            }
        }
    }
}
