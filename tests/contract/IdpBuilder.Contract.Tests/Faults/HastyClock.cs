namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>A clock that runs faster than the time, so that a test does not take as long as what it tests; it may also be wrong.</summary>
/// <param name="speed">How many times faster.</param>
/// <param name="offset">How far its time of day is off.</param>
internal sealed class HastyClock(int speed, TimeSpan offset = default) : TimeProvider
{
    private readonly DateTimeOffset _begin = System.GetUtcNow() + offset;
    private readonly long _beginStamp = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _beginStamp + ((System.GetTimestamp() - _beginStamp) * speed);

    public override DateTimeOffset GetUtcNow() => _begin + GetElapsedTime(_beginStamp);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private TimeSpan Shortened(TimeSpan span) => span <= TimeSpan.Zero ? span : span / speed;
}
