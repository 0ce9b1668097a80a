using IdpBuilder.Packages.Watching;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Core.Tests.Packages.Watching;

public sealed class ChangeSignalTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _clock = new();
    private readonly ChangeSignal _signal;

    public ChangeSignalTests() => _signal = new ChangeSignal(Quiet, Longest, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Nothing_that_happened_is_waited_for_however_long()
    {
        var wait = _signal.WaitAsync(Stop);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.False(wait.IsCompleted);
    }

    [Fact]
    public async Task Changes_that_come_together_are_one()
    {
        _signal.Raise();
        var wait = _signal.WaitAsync(Stop);
        _clock.Advance(Quiet - TimeSpan.FromMilliseconds(1));
        _signal.Raise();
        Assert.False(wait.IsCompleted);
        await EndAsync(wait);

        Assert.False(_signal.WaitAsync(Stop).IsCompleted);
    }

    [Fact]
    public async Task Where_it_is_never_quiet_the_longest_time_ends_it()
    {
        _signal.Raise();
        var wait = _signal.WaitAsync(Stop);
        var begin = _clock.GetUtcNow();
        while (!wait.IsCompleted)
        {
            _signal.Raise();
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await wait;
        Assert.True(_clock.GetUtcNow() - begin >= Quiet);
    }

    [Fact]
    public async Task What_happens_after_the_end_is_not_lost()
    {
        _signal.Raise();
        await EndAsync(_signal.WaitAsync(Stop));
        _signal.Raise();

        await EndAsync(_signal.WaitAsync(Stop));
    }

    [Fact]
    public async Task Stopping_ends_it()
    {
        using var stop = new CancellationTokenSource();
        var first = _signal.WaitAsync(stop.Token);
        _signal.Raise();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    private async Task EndAsync(Task wait)
    {
        while (!wait.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await wait;
    }
}
