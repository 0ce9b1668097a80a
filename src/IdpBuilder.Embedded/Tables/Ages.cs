using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Tables;

/// <summary>Spans of time as <c>kubectl</c> shows them: two units at most, one when the first is large.</summary>
internal static class Ages
{
    private const string Unknown = "<unknown>";

    /// <summary>The age of an object.</summary>
    public static string Since(JsonObject json, DateTimeOffset now) => Since(NodePath.Text(json, "metadata", "creationTimestamp"), now);

    /// <summary>The time since an instant in Kubernetes' text form.</summary>
    public static string Since(string instant, DateTimeOffset now) =>
        DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Text(now - time)
            : Unknown;

    public static string Text(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => $"{seconds}s",
            < 600 => Pair(seconds / 60, "m", seconds % 60, "s"),
            < 10_800 => $"{seconds / 60}m",
            < 28_800 => Pair(seconds / 3600, "h", seconds / 60 % 60, "m"),
            < 172_800 => $"{seconds / 3600}h",
            < 691_200 => Pair(seconds / 86_400, "d", seconds / 3600 % 24, "h"),
            < 63_072_000 => $"{seconds / 86_400}d",
            < 252_288_000 => Pair(seconds / 31_536_000, "y", seconds / 86_400 % 365, "d"),
            _ => $"{seconds / 31_536_000}y",
        };
    }

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
