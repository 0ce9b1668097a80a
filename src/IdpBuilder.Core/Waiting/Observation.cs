using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Waiting;

/// <summary>What one wait has seen so far, and what its condition made of it.</summary>
internal sealed class Observation(IWaitCondition condition, int watches, IRunReporter reporter)
{
    private readonly HashSet<int> _interrupted = [];
    private int _unsynced = watches;
    private bool _changed = watches == 0;
    private bool _reported;

    private string Activity => $"Waiting for {condition.Description}";

    /// <summary>The objects as they are now.</summary>
    public ObservedObjects Objects { get; } = new(watches);

    /// <summary>The newest verdict; null before everything that exists was known.</summary>
    public WaitVerdict? LastSeen { get; private set; }

    /// <summary>Whether nothing has changed since everything that exists was known.</summary>
    public bool AtFirstLook { get; private set; }

    /// <summary>How the connection was lost over which something should be seen; empty while it holds.</summary>
    public string Interruption { get; private set; } = string.Empty;

    /// <summary>Takes in an event.</summary>
    public void Take(int watch, WatchEvent change)
    {
        switch (change.Type)
        {
            case WatchEventType.Synced:
                _unsynced--;
                _changed = true;
                break;
            case WatchEventType.Interrupted:
                Interrupt(watch, change.Reason);
                break;
            case WatchEventType.Resumed:
                Resume(watch);
                break;
            default:
                _changed |= Objects.Take(watch, change);
                break;
        }
    }

    /// <summary>The verdict on what is there now; null while the beginning is not complete.</summary>
    public WaitVerdict? Judge()
    {
        if (_unsynced > 0 || !_changed)
        {
            return LastSeen;
        }

        _changed = false;
        AtFirstLook = LastSeen is null;
        var verdict = condition.Evaluate(Objects);
        if (verdict.Seen != LastSeen?.Seen || verdict.Percent != LastSeen.Percent)
        {
            Report(verdict);
        }

        return LastSeen = verdict;
    }

    /// <summary>Takes the progress line away, if there is one.</summary>
    public void Close()
    {
        if (_reported && LastSeen is not null)
        {
            reporter.Progress(new ProgressReport(Activity, LastSeen.Seen, LastSeen.Percent, Completed: true));
        }
    }

    // What is there at the first look was not waited for.
    private void Report(WaitVerdict verdict)
    {
        if (_reported || verdict.State == WaitState.Waiting)
        {
            _reported = true;
            reporter.Progress(new ProgressReport(Activity, verdict.Seen, verdict.Percent));
        }
    }

    // Several watches share a fault: it is told once.
    private void Interrupt(int watch, string reason)
    {
        if (!_interrupted.Add(watch) || _interrupted.Count > 1)
        {
            return;
        }

        Interruption = reason;
        reporter.Verbose($"{Activity}: the connection to the cluster is lost ({reason}); trying to get it back.");
        if (_reported && LastSeen is not null)
        {
            reporter.Progress(new ProgressReport(Activity, $"connection lost; last seen: {LastSeen.Seen}", LastSeen.Percent));
        }
    }

    private void Resume(int watch)
    {
        if (!_interrupted.Remove(watch) || _interrupted.Count > 0)
        {
            return;
        }

        Interruption = string.Empty;
        reporter.Verbose($"{Activity}: the connection to the cluster is back.");
        if (_reported && LastSeen is not null)
        {
            reporter.Progress(new ProgressReport(Activity, LastSeen.Seen, LastSeen.Percent));
        }
    }
}
