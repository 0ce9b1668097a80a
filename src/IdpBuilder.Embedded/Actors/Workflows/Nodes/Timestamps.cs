using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Workflows.Nodes;

/// <summary>Writes times as Kubernetes does: UTC, whole seconds.</summary>
internal static class Timestamps
{
    /// <summary>The text of a time.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
