namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

/// <summary>A timer that tells how long it waits.</summary>
internal sealed class PromptTimer(ITimer inner, Action<TimeSpan> waits) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var changed = inner.Change(dueTime, period);
        waits(dueTime);
        return changed;
    }

    public void Dispose() => inner.Dispose();

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
