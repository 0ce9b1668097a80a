using System.Globalization;

namespace IdpBuilder.Reports;

/// <summary>Durations for people: two units tell enough.</summary>
internal static class DurationText
{
    /// <summary>A duration; empty for none.</summary>
    public static string Of(TimeSpan? span) => span switch
    {
        null => string.Empty,
        { Ticks: < 0 } time => $"-{Of(time.Negate())}",
        { TotalDays: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalDays} d {time.Hours} h"),
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        { TotalSeconds: >= 10 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        { TotalSeconds: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { Ticks: 0 } => "0 s",
        { } time => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(time.TotalMilliseconds)):0} ms"),
    };

    /// <summary>A time, as clusters write it.</summary>
    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The time of day.</summary>
    public static string TimeOfDay(DateTimeOffset? time) => time?.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;
}
