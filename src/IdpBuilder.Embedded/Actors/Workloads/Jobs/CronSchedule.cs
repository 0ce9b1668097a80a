namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>A cron schedule in the five-field form, or one of its macros.</summary>
internal sealed class CronSchedule
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _day;
    private readonly CronField _month;
    private readonly CronField _weekday;
    private readonly TimeZoneInfo _zone;

    private CronSchedule(IReadOnlyList<CronField> fields, TimeZoneInfo zone)
    {
        (_minute, _hour, _day, _month, _weekday) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
        _zone = zone;
    }

    /// <summary>Reads a schedule; null when it is none.</summary>
    public static CronSchedule? Parse(string text, TimeZoneInfo zone)
    {
        var parts = Expand(text.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
        {
            return null;
        }

        CronField?[] fields =
        [
            CronField.Parse(parts[0], 0, 59),
            CronField.Parse(parts[1], 0, 23),
            CronField.Parse(parts[2], 1, 31),
            CronField.Parse(parts[3], 1, 12, Months),
            CronField.Parse(parts[4] == "7" ? "0" : parts[4], 0, 6, Days),
        ];
        return Array.Exists(fields, field => field is null) ? null : new CronSchedule(fields!, zone);
    }

    /// <summary>The first time after another one; null when there is none within five years, as for the 30th of February.</summary>
    public DateTimeOffset? After(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, _zone).DateTime;
        var candidate = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified).AddMinutes(1);
        var end = candidate.AddYears(5);
        while (candidate < end)
        {
            if (!_month.Allowed.Contains(candidate.Month) || !IsDay(candidate))
            {
                candidate = candidate.Date.AddDays(1);
            }
            else if (!_hour.Allowed.Contains(candidate.Hour))
            {
                candidate = candidate.Date.AddHours(candidate.Hour + 1);
            }
            else if (!_minute.Allowed.Contains(candidate.Minute) || _zone.IsInvalidTime(candidate))
            {
                candidate = candidate.AddMinutes(1);
            }
            else
            {
                return new DateTimeOffset(candidate, _zone.GetUtcOffset(candidate)).ToUniversalTime();
            }
        }

        return null;
    }

    // When both day fields restrict, either of them is enough.
    private bool IsDay(DateTime date)
    {
        var day = _day.Allowed.Contains(date.Day);
        var weekday = _weekday.Allowed.Contains((int)date.DayOfWeek);
        return _day.IsStar || _weekday.IsStar ? day && weekday : day || weekday;
    }

    private static string Expand(string text) => text switch
    {
        "@yearly" or "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" or "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        _ => text,
    };
}
