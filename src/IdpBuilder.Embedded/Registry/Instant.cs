using System.Globalization;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Kubernetes' text form of times: RFC 3339 in whole seconds.</summary>
internal static class Instant
{
    public static string Now(TimeProvider clock) => Text(clock.GetUtcNow());

    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
