using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Scheduling;

/// <summary>A schedule in the five fields of cron, or one of their names such as <c>@hourly</c>, or <c>@every 5m</c>.</summary>
internal sealed class CronSchedule
{
    private const int FurthestYears = 5;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;
    private readonly TimeSpan? _every;
    private readonly TimeZoneInfo _zone;

    private CronSchedule(TimeSpan every) => (_every, _zone) = (every, TimeZoneInfo.Utc);

    private CronSchedule(IReadOnlyList<string> fields, TimeZoneInfo zone)
    {
        _zone = zone;
        _minutes = CronField.Parse(fields[0], 0, 59);
        _hours = CronField.Parse(fields[1], 0, 23);
        _days = CronField.Parse(fields[2], 1, 31);
        _months = CronField.Parse(fields[3], 1, 12);
        _weekdays = CronField.Parse(fields[4], 0, 6);
        _anyDay = fields[2] is "*" or "?";
        _anyWeekday = fields[4] is "*" or "?";
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="text">The schedule; <c>CRON_TZ=zone</c> or <c>TZ=zone</c> may stand before it.</param>
    /// <param name="zone">The name of the time zone; empty for UTC.</param>
    /// <exception cref="FormatException">It cannot be read, or there is no such zone.</exception>
    public static CronSchedule Parse(string text, string zone = "")
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is [var first, ..] && first.StartsWith("CRON_TZ=", StringComparison.Ordinal) | first.StartsWith("TZ=", StringComparison.Ordinal))
        {
            return Parse(string.Join(' ', words[1..]), first[(first.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        if (words is ["@every", var interval])
        {
            return Workflows.Operation.GoDuration.TryParse(interval, out var every) && every >= TimeSpan.FromSeconds(1)
                ? new CronSchedule(every)
                : throw new FormatException($"failed to parse duration {text}");
        }

        words = words is [var name] ? Named(name) : words;
        return words.Length == 5 ? new CronSchedule(words, ZoneOf(zone)) : throw new FormatException($"expected exactly 5 fields, found {words.Length}: [{text}]");
    }

    /// <summary>The first time after another at which it is due; null when that never comes.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_every is { } every)
        {
            var whole = DateTimeOffset.FromUnixTimeSeconds(after.ToUnixTimeSeconds());
            return whole + every;
        }

        var local = TimeZoneInfo.ConvertTime(after, _zone).DateTime;
        var time = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified).AddMinutes(1);
        var furthest = time.AddYears(FurthestYears);
        while (time < furthest)
        {
            time = Skip(time, out var fits);
            if (fits && !_zone.IsInvalidTime(time))
            {
                return new DateTimeOffset(time, _zone.GetUtcOffset(time)).ToUniversalTime();
            }

            time = fits ? time.AddMinutes(1) : time;
        }

        return null;
    }

    /// <summary>The last time until another at which it was due; null when it was not since <paramref name="after"/>.</summary>
    public DateTimeOffset? LastUntil(DateTimeOffset after, DateTimeOffset until)
    {
        DateTimeOffset? last = null;
        for (var next = Next(after); next is { } due && due <= until; next = Next(due))
        {
            last = due;
        }

        return last;
    }

    // Goes to the next time that the first misfitting field may allow.
    private DateTime Skip(DateTime time, out bool fits)
    {
        fits = false;
        if (!Allows(_months, time.Month))
        {
            return new DateTime(time.Year, time.Month, 1).AddMonths(1);
        }

        if (!AllowsDay(time))
        {
            return time.Date.AddDays(1);
        }

        if (!Allows(_hours, time.Hour))
        {
            return time.Date.AddHours(time.Hour + 1);
        }

        fits = Allows(_minutes, time.Minute);
        return fits ? time : time.AddMinutes(1);
    }

    // If both are restricted, either will do: that is cron's way.
    private bool AllowsDay(DateTime time)
    {
        var (day, weekday) = (Allows(_days, time.Day), Allows(_weekdays, (int)time.DayOfWeek));
        return _anyDay || _anyWeekday ? day && weekday : day || weekday;
    }

    private static bool Allows(ulong allowed, int value) => (allowed & (1UL << value)) != 0;

    private static string[] Named(string name) => name.ToLower(CultureInfo.InvariantCulture) switch
    {
        "@yearly" or "@annually" => ["0", "0", "1", "1", "*"],
        "@monthly" => ["0", "0", "1", "*", "*"],
        "@weekly" => ["0", "0", "*", "*", "0"],
        "@daily" or "@midnight" => ["0", "0", "*", "*", "*"],
        "@hourly" => ["0", "*", "*", "*", "*"],
        _ => [name],
    };

    private static TimeZoneInfo ZoneOf(string zone)
    {
        try
        {
            return zone.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone);
        }
        catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            throw new FormatException($"unknown time zone {zone}");
        }
    }
}
