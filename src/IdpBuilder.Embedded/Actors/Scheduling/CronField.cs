using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Scheduling;

/// <summary>One field of a schedule: the numbers it allows.</summary>
internal static class CronField
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The numbers that a field such as <c>1-5,*/15</c> allows, as bits.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static ulong Parse(string text, int least, int most)
    {
        var allowed = 0UL;
        foreach (var part in text.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var step = slash < 0 ? 1 : Number(part[(slash + 1)..], 1, int.MaxValue, text);
            var (first, last) = Range(slash < 0 ? part : part[..slash], least, most, slash >= 0, text);
            for (long value = first; value <= last; value += step)
            {
                allowed |= 1UL << (int)value;
            }
        }

        return allowed;
    }

    private static (int First, int Last) Range(string range, int least, int most, bool hasStep, string text)
    {
        if (range is "*" or "?")
        {
            return (least, most);
        }

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var first = Number(dash < 0 ? range : range[..dash], least, most, text);
        var last = dash >= 0 ? Number(range[(dash + 1)..], least, most, text) : hasStep ? most : first;
        return first <= last ? (first, last) : throw new FormatException($"beginning of range ({first}) beyond end of range ({last}): {text}");
    }

    private static int Number(string word, int least, int most, string text)
    {
        var names = most == 12 ? Months : most == 6 ? Days : [];
        var named = Array.FindIndex(names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
        {
            return named + least;
        }

        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new FormatException($"failed to parse int from {word}: {text}");
        }

        // Sunday may be written as 7.
        number = most == 6 && number == 7 ? 0 : number;
        return number < least || number > most ? throw new FormatException($"{number} is not between {least} and {most}: {text}") : number;
    }
}
