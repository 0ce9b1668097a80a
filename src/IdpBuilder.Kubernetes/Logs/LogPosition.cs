using System.Globalization;

namespace IdpBuilder.Kubernetes.Logs;

/// <summary>
/// Remembers how far a log was read. Logs are resumed by time, and servers understand whole seconds only:
/// what is sent again must be told from what is new, also where several lines bear one time.
/// </summary>
internal sealed class LogPosition
{
    private long _last = long.MinValue;
    private int _countAtLast;
    private int _toSkipAtLast;

    /// <summary>The time to resume from, or empty before any line was read.</summary>
    public string SinceTime => _last == long.MinValue
        ? string.Empty
        : DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(_last / 1e9)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The log is read anew from <see cref="SinceTime"/>.</summary>
    public void Resume() => _toSkipAtLast = _countAtLast;

    /// <summary>Whether a line is new.</summary>
    /// <param name="nanoseconds">Its time since 1970.</param>
    public bool Advance(long nanoseconds)
    {
        if (nanoseconds < _last)
        {
            return _toSkipAtLast == 0;
        }

        if (nanoseconds > _last)
        {
            (_last, _countAtLast, _toSkipAtLast) = (nanoseconds, 1, 0);
            return true;
        }

        if (_toSkipAtLast > 0)
        {
            _toSkipAtLast--;
            return false;
        }

        _countAtLast++;
        return true;
    }
}
