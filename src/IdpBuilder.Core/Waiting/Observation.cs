using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Waiting;

/// <summary>What one wait has seen so far, and what its condition made of it.</summary>
internal sealed class Observation(IWaitCondition condition, int watches, IRunReporter reporter)
{
    private int _unsynced = watches;
    private bool _changed = watches == 0;
    private bool _reported;

    /// <summary>The objects as they are now.</summary>
    public ObservedObjects Objects { get; } = new(watches);

    /// <summary>The newest verdict; null before everything that exists was known.</summary>
    public WaitVerdict? LastSeen { get; private set; }

    /// <summary>Takes in an event.</summary>
    public void Take(int watch, WatchEvent change)
    {
        if (change.Type == WatchEventType.Synced)
        {
            _unsynced--;
            _changed = true;
        }
        else
        {
            _changed |= Objects.Take(watch, change);
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
            reporter.Progress(new ProgressReport($"Waiting for {condition.Description}", LastSeen.Seen, LastSeen.Percent, Completed: true));
        }
    }

    // What is there at the first look was not waited for.
    private void Report(WaitVerdict verdict)
    {
        if (_reported || verdict.State == WaitState.Waiting)
        {
            _reported = true;
            reporter.Progress(new ProgressReport($"Waiting for {condition.Description}", verdict.Seen, verdict.Percent));
        }
    }
}
