using System.Globalization;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Reads and says durations as Go programs do.</summary>
internal static partial class GoDuration
{
    /// <summary>Reads <c>1h30m</c>, <c>500ms</c>, <c>1.5s</c>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var whole = Whole().Match(text);
        if (!whole.Success)
        {
            return text == "0";
        }

        var seconds = 0.0;
        for (var index = 0; index < whole.Groups["number"].Captures.Count; index++)
        {
            var number = double.Parse(whole.Groups["number"].Captures[index].ValueSpan, CultureInfo.InvariantCulture);
            seconds += number * SecondsOf(whole.Groups["unit"].Captures[index].Value);
        }

        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(text.StartsWith('-') ? -seconds : seconds);
        return true;
    }

    /// <summary>Says a duration in words, as in <c>Backoff for 1 minute 5 seconds</c>.</summary>
    public static string Words(TimeSpan duration)
    {
        var parts = new List<string>();
        Add((int)duration.TotalDays, "day");
        Add(duration.Hours, "hour");
        Add(duration.Minutes, "minute");
        Add(duration.Seconds, "second");
        return parts.Count == 0 ? "0 seconds" : string.Join(' ', parts);

        void Add(int count, string unit)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? string.Empty : "s")}"));
            }
        }
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    [GeneratedRegex(@"^[-+]?((?<number>\d+(\.\d*)?|\.\d+)(?<unit>ns|us|µs|ms|s|m|h))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
