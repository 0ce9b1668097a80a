using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

/// <summary>Time that passes only when somebody waits for it, and no longer than a limit: longer waits never end.</summary>
internal sealed class PromptTime(TimeSpan longest) : FakeTimeProvider(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PromptTimer(base.CreateTimer(callback, state, dueTime, period), Pass);
        Pass(dueTime);
        return timer;
    }

    private void Pass(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero && wait <= longest)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(wait));
        }
    }
}
