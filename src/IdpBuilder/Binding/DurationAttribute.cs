using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace IdpBuilder.Binding;

/// <summary>Reads durations as people write them: a <see cref="TimeSpan"/>, <c>00:10:00</c>, a number of seconds, or <c>90s</c>, <c>10m</c>, <c>1h</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    // Timers do not reach further than 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            TimeSpan span => Bounded(span, value),
            string text => Read(text),

            // y and d are PowerShell's suffixes for a signed byte and a decimal: where what was typed is lost, 1y is not taken for a second.
            sbyte or decimal when inputData is not PSObject => throw Refused(value),

            // PowerShell reads 90s, 1d and 10mb as numbers; the object around them still has the text that was typed.
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger =>
                Read(inputData is PSObject typed ? typed.ToString() : Convert.ToString(value, CultureInfo.InvariantCulture)!),
            _ => throw Refused(value),
        };
    }

    private static TimeSpan Read(string text)
    {
        var trimmed = text.Trim();
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return Seconds(seconds, text);
        }

        var factor = trimmed.Length > 1 ? FactorOf(trimmed[^1]) : 0;
        if (factor > 0 && double.TryParse(trimmed[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
        {
            return Seconds(amount * factor, text);
        }

        return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var span) ? Bounded(span, text) : throw Refused(text);
    }

    private static int FactorOf(char unit) => char.ToLowerInvariant(unit) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => 0,
    };

    private static TimeSpan Seconds(double seconds, object given) =>
        seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw Refused(given);

    private static TimeSpan Bounded(TimeSpan span, object given) => span >= TimeSpan.Zero && span <= Longest ? span : throw Refused(given);

    private static ArgumentTransformationMetadataException Refused(object? value) => new(
        $"'{value}' is not a duration. Give a time span such as 00:10:00, a number of seconds, or a text such as 30s, 5m or 1h; there is no unit for days or years, and 30 days are the most.");
}
