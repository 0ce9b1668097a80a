using IdpBuilder.Reporting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Keeps what was said, and lets a test do something when it is.</summary>
internal sealed class KeptReports : IRunReporter
{
    private readonly object _gate = new();
    private readonly List<string> _said = [];
    private readonly List<(string Text, int Times, TaskCompletionSource Heard)> _awaited = [];

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

    /// <summary>Returns when something that contains a text has been said so often; the work that says it must not end before.</summary>
    public async Task HeardAsync(string text, Task work, int times = 1)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited.Add((text, times, heard));
            Tell();
        }

        if (await Task.WhenAny(heard.Task, work) == work && !heard.Task.IsCompleted)
        {
            await work;
            Assert.Fail($"It ended before it said '{text}'.");
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
            Tell();
        }
    }

    private void Tell()
    {
        foreach (var (text, times, heard) in _awaited)
        {
            if (_said.Count(message => message.Contains(text, StringComparison.Ordinal)) >= times)
            {
                heard.TrySetResult();
            }
        }
    }
}
