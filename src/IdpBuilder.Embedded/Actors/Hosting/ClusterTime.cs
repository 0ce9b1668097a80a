using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Kubernetes' text form of times: RFC 3339 in whole seconds.</summary>
internal static class ClusterTime
{
    /// <summary>A time as objects bear it.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time that an object bears; null when there is none or it cannot be read.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
