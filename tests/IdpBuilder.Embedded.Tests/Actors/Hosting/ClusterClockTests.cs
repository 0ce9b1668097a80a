using System.Collections.Concurrent;
using CsCheck;
using IdpBuilder.Embedded.Actors.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

public sealed class ClusterClockTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Time_jumps_to_the_next_timer_when_all_is_still()
    {
        var real = new FakeTimeProvider(Start);
        await using var clock = new ClusterClock(real);

        await Task.Delay(TimeSpan.FromSeconds(20), clock, TestContext.Current.CancellationToken);

        Assert.Equal(Start, real.GetUtcNow());
        Assert.Equal(Start.AddSeconds(20), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(20), clock.GetElapsedTime(0, clock.GetTimestamp()) - real.GetElapsedTime(0, real.GetTimestamp()));
    }

    [Fact]
    public async Task Time_stands_while_something_goes_on_and_jumps_when_it_ends()
    {
        await using var clock = new ClusterClock(new FakeTimeProvider(Start));
        var stillness = new SwitchedStillness { Value = null };
        clock.Heed(stillness);
        var wait = Task.Delay(TimeSpan.FromSeconds(5), clock, TestContext.Current.CancellationToken);
        clock.Nudge();
        Assert.Equal(Start, clock.GetUtcNow());

        stillness.Value = 1;
        clock.Nudge();

        await wait;
        Assert.Equal(Start.AddSeconds(5), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_timer_that_is_really_due_fires_even_if_it_never_gets_still()
    {
        var real = new FakeTimeProvider(Start);
        await using var clock = new ClusterClock(real);
        clock.Heed(new SwitchedStillness { Value = null });
        var wait = Task.Delay(TimeSpan.FromSeconds(5), clock, TestContext.Current.CancellationToken);

        real.Advance(TimeSpan.FromSeconds(5) + ClusterClock.LongestLateness + ClusterClock.Grain);

        await wait;
        Assert.Equal(TimeSpan.Zero, clock.Skipped);
    }

    [Fact]
    public async Task A_deadline_is_jumped_to_only_after_it_was_really_still()
    {
        var real = new FakeTimeProvider(Start);
        await using var clock = new ClusterClock(real);
        clock.Heed(new SwitchedStillness { Value = 1 });
        var quick = Task.Delay(TimeSpan.FromSeconds(1), clock, TestContext.Current.CancellationToken);
        var deadline = Task.Delay(TimeSpan.FromMinutes(10), clock, TestContext.Current.CancellationToken);
        await quick;
        Assert.False(deadline.IsCompleted);

        real.Advance(ClusterClock.LongJumpStillness);

        await deadline;
    }

    [Fact]
    public async Task Patient_timers_fire_in_order_when_passed_but_move_nothing_on()
    {
        await using var clock = new ClusterClock(new FakeTimeProvider(Start));
        var stillness = new SwitchedStillness { Value = null };
        clock.Heed(stillness);
        var fired = new ConcurrentQueue<string>();
        using var late = clock.CreatePatientTimer(_ => fired.Enqueue("late"), null, TimeSpan.FromHours(1));
        using var early = clock.CreatePatientTimer(_ => fired.Enqueue("early"), null, TimeSpan.FromSeconds(1));
        using var driving = clock.CreateTimer(_ => fired.Enqueue("driving"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        stillness.Value = 1;

        await clock.SettledAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["early", "driving"], fired);
        Assert.Equal(Start.AddSeconds(2), clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_only_to_be_passed_neither_moves_time_on_nor_stops_it_and_fires_once()
    {
        var fired = new ConcurrentQueue<string>();
        await using var clock = new ClusterClock(new FakeTimeProvider(Start));
        using var passed = clock.CreatePatientTimer(_ => fired.Enqueue($"passed at {clock.GetUtcNow() - Start}"), null, TimeSpan.FromSeconds(3), TimerUrgency.Passing);
        using var later = clock.CreatePatientTimer(_ => fired.Enqueue("never"), null, TimeSpan.FromSeconds(25), TimerUrgency.Passing);
        await clock.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Empty(fired);

        await Task.Delay(TimeSpan.FromSeconds(20), clock, TestContext.Current.CancellationToken);
        await clock.SettledAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["passed at 00:00:20"], fired);
        Assert.Equal(TimeSpan.FromSeconds(20), clock.Skipped);
    }

    [Fact]
    public async Task What_recurs_does_not_move_time_on()
    {
        await using var clock = new ClusterClock(new FakeTimeProvider(Start));
        var fired = 0;
        await using var timer = clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        await clock.SettledAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, fired);
        Assert.Equal(Start.AddSeconds(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_timer_taken_back_does_not_fire()
    {
        await using var clock = new ClusterClock(new FakeTimeProvider(Start));
        var stillness = new SwitchedStillness { Value = null };
        clock.Heed(stillness);
        var fired = false;
        var timer = clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        await timer.DisposeAsync();
        stillness.Value = 1;

        await clock.SettledAsync(TestContext.Current.CancellationToken);

        Assert.False(fired);
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Timers_fire_in_due_order_however_they_were_set() =>
        await Gen.Int[0, 20_000].Array[1, 40].SampleAsync(
            async waits =>
            {
                await using var clock = new ClusterClock(new FakeTimeProvider(Start));
                var stillness = new SwitchedStillness { Value = null };
                clock.Heed(stillness);
                var fired = new ConcurrentQueue<(int Wait, DateTimeOffset Now)>();
                var timers = waits.Select(wait => clock.CreateTimer(
                    _ => fired.Enqueue((wait, clock.GetUtcNow())), null, TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan)).ToList();
                stillness.Value = 1;
                await clock.SettledAsync(TestContext.Current.CancellationToken);
                GC.KeepAlive(timers);

                Assert.Equal(waits.Select(RoundUp).Order(), fired.Select(entry => RoundUp(entry.Wait)));
                Assert.All(fired, entry => Assert.Equal(Start.AddMilliseconds(RoundUp(entry.Wait)), entry.Now));
            },
            iter: 100);

    private static int RoundUp(int wait)
    {
        var grain = (int)ClusterClock.Grain.TotalMilliseconds;
        return (wait + grain - 1) / grain * grain;
    }
}
