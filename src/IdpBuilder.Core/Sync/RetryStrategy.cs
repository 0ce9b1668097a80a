using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Sync;

/// <summary>How often and when a failed operation is tried again.</summary>
/// <param name="Limit">How often at most; below zero without end.</param>
/// <param name="Duration">The wait before the first retry.</param>
/// <param name="Factor">By how much each wait is longer than the one before.</param>
/// <param name="MaxDuration">The longest wait.</param>
/// <param name="Refresh">Whether a retry takes the newest revision instead of the one that failed.</param>
public sealed partial record RetryStrategy(int Limit, TimeSpan Duration, int Factor, TimeSpan MaxDuration, bool Refresh)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365 * 290);

    /// <summary>Reads an Application's or an operation's <c>retry</c>.</summary>
    /// <param name="retry">The JSON, or null when there is none.</param>
    /// <param name="defaultLimit">The limit when there is none: 5 for automated syncs, 0 for others.</param>
    public static RetryStrategy Read(JsonObject? retry, int defaultLimit)
    {
        var backoff = retry?["backoff"] as JsonObject;
        return new RetryStrategy(
            retry is null ? defaultLimit : Number(retry["limit"]) ?? 0,
            DurationOf(backoff?["duration"]) ?? TimeSpan.FromSeconds(5),
            Number(backoff?["factor"]) ?? 2,
            DurationOf(backoff?["maxDuration"]) ?? TimeSpan.FromMinutes(3),
            retry?["refresh"] is JsonValue refresh && refresh.TryGetValue(out bool newest) && newest);
    }

    /// <summary>Whether one more retry is allowed.</summary>
    public bool Allows(int retries) => Limit < 0 || retries < Limit;

    /// <summary>When the next retry is due.</summary>
    /// <param name="finished">When the attempt before ended.</param>
    /// <param name="retries">How many retries there were before.</param>
    public DateTimeOffset NextAt(DateTimeOffset finished, int retries)
    {
        var wait = Duration.TotalSeconds * Math.Pow(Factor, retries);
        return finished + (wait < MaxDuration.TotalSeconds ? TimeSpan.FromSeconds(Math.Max(wait, 0)) : MaxDuration);
    }

    private static int? Number(JsonNode? node) =>
        node is JsonValue value && int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A plain number means seconds; otherwise Go's notation, such as <c>1m30s</c>.</summary>
    private static TimeSpan? DurationOf(JsonNode? node)
    {
        if (node is not JsonValue value || value.ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return OfSeconds(seconds);
        }

        var parts = DurationPattern().Match(text);
        return parts.Success
            ? OfSeconds((3600 * Part(parts, "h")) + (60 * Part(parts, "m")) + Part(parts, "s") + (Part(parts, "ms") / 1000))
            : null;
    }

    // Go's durations end after some 292 years; whoever writes more means for ever.
    private static TimeSpan OfSeconds(double seconds) => seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true } part ? double.Parse(part.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?=\d)((?<h>\d+(\.\d+)?)h)?((?<m>\d+(\.\d+)?)m(?!s))?((?<s>\d+(\.\d+)?)s)?((?<ms>\d+(\.\d+)?)ms)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DurationPattern();
}
