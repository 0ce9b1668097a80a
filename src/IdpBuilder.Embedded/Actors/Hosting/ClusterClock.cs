using System.Threading.Channels;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>
/// The cluster's time: real time, plus what was skipped. When nothing is going on, it jumps to the next timer, so that waits cost no wall
/// time. Timers fire in due order, and never while something that happened before is still unprocessed.
/// Timers with a period, and patient ones, fire when time passes them, but never move it on.
/// </summary>
internal sealed class ClusterClock : TimeProvider, IAsyncDisposable
{
    /// <summary>
    /// Due times are rounded up to a multiple of this, so that waits that began together end together: each jump wants
    /// the whole cluster to be still.
    /// </summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(50);

    /// <summary>A jump longer than this is a deadline passing rather than work going on.</summary>
    public static readonly TimeSpan LongJump = TimeSpan.FromSeconds(30);

    /// <summary>How long it must really be still before a long jump: a client between two of its writes is not overtaken by a deadline.</summary>
    public static readonly TimeSpan LongJumpStillness = TimeSpan.FromMilliseconds(250);

    /// <summary>How late, in real time, a timer is before it fires although the cluster never gets still.</summary>
    public static readonly TimeSpan LongestLateness = TimeSpan.FromSeconds(2);

    // The framework's timers know no longer waits than some weeks.
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private readonly TimerQueue _timers = new();
    private readonly List<TaskCompletionSource> _settling = [];
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ITimer _alarm;
    private readonly Task _pump;
    private IStillness? _stillness;
    private long _skipped;
    private long _timersMade;
    private long? _stillMark;
    private volatile bool _ended;
    private long _stillSince;

    public ClusterClock(TimeProvider? real = null)
    {
        Real = real ?? System;
        _alarm = Real.CreateTimer(_ => Nudge(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>The time outside of the cluster.</summary>
    public TimeProvider Real { get; }

    /// <summary>How much was skipped so far.</summary>
    public TimeSpan Skipped => TimeSpan.FromTicks(Interlocked.Read(ref _skipped));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Real.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => Real.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Real.GetUtcNow() + Skipped;

    /// <inheritdoc/>
    public override long GetTimestamp() => Real.GetTimestamp() + (long)(Skipped.TotalSeconds * Real.TimestampFrequency);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClusterTimer(this, Interlocked.Increment(ref _timersMade), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer that fires when time passes it for other reasons.</summary>
    public ITimer CreatePatientTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimerUrgency urgency = TimerUrgency.Patient)
    {
        var timer = new ClusterTimer(this, Interlocked.Increment(ref _timersMade), callback, state);
        Schedule(timer, dueTime, Timeout.InfiniteTimeSpan, urgency);
        return timer;
    }

    /// <summary>From now on time jumps only while there is stillness; before, it always may.</summary>
    public void Heed(IStillness stillness)
    {
        lock (_gate)
        {
            _stillness = stillness;
        }

        Nudge();
    }

    /// <summary>Says that it may have become still.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Waits until nothing is going on and no time needs to pass for anything.</summary>
    public Task SettledAsync(CancellationToken stop)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _settling.Add(settled);
        }

        Nudge();
        return settled.Task.WaitAsync(stop);
    }

    /// <summary>Sets when a timer fires.</summary>
    internal bool Schedule(ClusterTimer timer, TimeSpan dueTime, TimeSpan period, TimerUrgency urgency)
    {
        lock (_gate)
        {
            timer.Period = period > TimeSpan.Zero ? period : null;
            _timers.Set(timer, dueTime < TimeSpan.Zero ? null : RoundUp(GetUtcNow() + dueTime), urgency);
        }

        Nudge();
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ended = true;
        _nudges.Writer.TryComplete();
        await _pump.ConfigureAwait(false);
        await _alarm.DisposeAsync().ConfigureAwait(false);
    }

    private static DateTimeOffset RoundUp(DateTimeOffset time)
    {
        var beyond = time.UtcTicks % Grain.Ticks;
        return beyond == 0 ? time : time.AddTicks(Grain.Ticks - beyond);
    }

    private async Task PumpAsync()
    {
        await foreach (var _ in _nudges.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            while (!_ended && TakeDue() is { } due)
            {
                foreach (var timer in due)
                {
                    timer.Fire();
                }
            }
        }
    }

    // The timers to fire now, or null when there is something to wait for first.
    private IReadOnlyList<ClusterTimer>? TakeDue()
    {
        lock (_gate)
        {
            var mark = _stillness is null ? 0 : _stillness.Mark();
            if (mark is null || mark != _stillMark)
            {
                _stillMark = mark;
                _stillSince = Real.GetTimestamp();
            }

            var wait = RealWait(isStill: mark is not null);
            if (wait > TimeSpan.Zero)
            {
                _alarm.Change(wait, Timeout.InfiniteTimeSpan);
                return null;
            }

            if (mark is not null && !_timers.HasDriving && !(_timers.First?.Due <= GetUtcNow()))
            {
                _settling.ForEach(settled => settled.TrySetResult());
                _settling.Clear();
            }

            return Jump();
        }
    }

    // How long it is, in real time, until it can be said what comes next.
    private TimeSpan RealWait(bool isStill)
    {
        var now = GetUtcNow();
        var ahead = _timers.Next(now) - now;
        if (!isStill)
        {
            return ahead is { } late ? late + LongestLateness : TimeSpan.Zero;
        }

        var needed = _stillness?.Settling ?? TimeSpan.Zero;
        if (_timers.HasDriving && ahead > LongJump && needed < LongJumpStillness)
        {
            needed = LongJumpStillness;
        }

        return needed - Real.GetElapsedTime(_stillSince);
    }

    private IReadOnlyList<ClusterTimer>? Jump()
    {
        var now = GetUtcNow();
        if (_timers.Next(now) is not { } due)
        {
            return null;
        }

        var ahead = due - now;
        if (ahead > TimeSpan.Zero)
        {
            if (!_timers.HasDriving)
            {
                _alarm.Change(ahead < LongestAlarm ? ahead : LongestAlarm, Timeout.InfiniteTimeSpan);
                return null;
            }

            Interlocked.Add(ref _skipped, ahead.Ticks);
        }

        return _timers.Take(due);
    }
}
