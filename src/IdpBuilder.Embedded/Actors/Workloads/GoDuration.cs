using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Reads durations as Go writes them: <c>90s</c>, <c>1h30m</c>, <c>250ms</c>; a bare number counts seconds.</summary>
internal static class GoDuration
{
    private static readonly (string Unit, double Seconds)[] Units =
        [("ms", 0.001), ("us", 0.000_001), ("µs", 0.000_001), ("ns", 0.000_000_001), ("h", 3600), ("m", 60), ("s", 1)];

    /// <summary>The duration, or null when the text is none, is negative or is longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        if (double.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bare))
        {
            return Checked(bare);
        }

        var total = 0.0;
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || UnitAt(rest[digits..]) is not { } unit)
            {
                return null;
            }

            total += number * unit.Seconds;
            rest = rest[(digits + unit.Unit.Length)..];
        }

        return text.Length == 0 ? null : Checked(total);
    }

    private static (string Unit, double Seconds)? UnitAt(ReadOnlySpan<char> rest)
    {
        foreach (var unit in Units)
        {
            if (rest.StartsWith(unit.Unit, StringComparison.Ordinal))
            {
                return unit;
            }
        }

        return null;
    }

    private static TimeSpan? Checked(double seconds) =>
        seconds <= TimeSpan.FromDays(366).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
