using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>One field of a cron schedule: lists, ranges, steps, names.</summary>
/// <param name="Allowed">The numbers it allows.</param>
/// <param name="IsStar">Whether it begins with a star: then it does not restrict a day that another field names.</param>
internal sealed record CronField(IReadOnlySet<int> Allowed, bool IsStar)
{
    /// <summary>Reads a field; null when it is none.</summary>
    /// <param name="text">The field.</param>
    /// <param name="first">The lowest number.</param>
    /// <param name="last">The highest number.</param>
    /// <param name="names">Names of the numbers from the lowest on.</param>
    public static CronField? Parse(string text, int first, int last, params string[] names)
    {
        var allowed = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            if (!Add(allowed, part, first, last, names))
            {
                return null;
            }
        }

        return new CronField(allowed, text[0] is '*' or '?');
    }

    private static bool Add(HashSet<int> allowed, string part, int first, int last, string[] names)
    {
        var step = 1;
        var pieces = part.Split('/');
        if (pieces.Length > 2 || (pieces.Length == 2 && (!TryNumber(pieces[1], out step) || step < 1)))
        {
            return false;
        }

        var range = pieces[0] is "*" or "?" ? [first, last] : pieces[0].Split('-').Select(bound => NumberOf(bound, first, names)).ToArray();
        if (range.Length > 2 || range.Any(bound => bound < first || bound > last) || (range.Length == 2 && range[0] > range[1]))
        {
            return false;
        }

        // "5/10" counts from 5 to the end.
        var end = range.Length == 2 ? range[1] : pieces.Length == 2 ? last : range[0];
        for (var number = range[0]; number <= end; number += step)
        {
            allowed.Add(number);
        }

        return true;
    }

    private static int NumberOf(string text, int first, string[] names)
    {
        var index = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? first + index : TryNumber(text, out var number) ? number : -1;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
