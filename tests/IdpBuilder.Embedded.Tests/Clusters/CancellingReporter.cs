using IdpBuilder.Reporting;

namespace IdpBuilder.Tests.Clusters;

/// <summary>Cancels when it has been told something for so many times, so that cancellation meets the work in the middle.</summary>
internal sealed class CancellingReporter(CancellationTokenSource stop, int after) : IRunReporter
{
    private int _told;

    public void Progress(ProgressReport report) => Tell();

    public void Verbose(string message) => Tell();

    public void Warning(string message) => Tell();

    private void Tell()
    {
        if (Interlocked.Increment(ref _told) > after / 2)
        {
            stop.Cancel();
        }
    }
}
