using System.Globalization;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>The five fields of a CronJob's schedule.</summary>
internal static class CronSchedule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly (int Least, int Most, string[] Names)[] Fields =
        [(0, 59, []), (0, 23, []), (1, 31, []), (1, 12, Months), (0, 6, Days)];

    /// <summary>What is wrong with a schedule, or null.</summary>
    public static string? Fault(string schedule)
    {
        if (schedule.StartsWith('@'))
        {
            var isKnown = schedule is "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly"
                || schedule.StartsWith("@every ", StringComparison.Ordinal);
            return isKnown ? null : $"unrecognized descriptor: {schedule}";
        }

        if (schedule.Contains("TZ", StringComparison.Ordinal))
        {
            return "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";
        }

        var parts = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length != Fields.Length
            ? string.Create(CultureInfo.InvariantCulture, $"expected exactly 5 fields, found {parts.Length}: [{string.Join(' ', parts)}]")
            : parts.Zip(Fields).Select(field => FieldFault(field.First, field.Second)).FirstOrDefault(fault => fault is not null);
    }

    private static string? FieldFault(string text, (int Least, int Most, string[] Names) field) =>
        text.Split(',').Select(part => PartFault(part, field)).FirstOrDefault(fault => fault is not null);

    private static string? PartFault(string text, (int Least, int Most, string[] Names) field)
    {
        var step = text.Split('/');
        var range = step[0].Split('-');
        if (step.Length > 2)
        {
            return $"too many slashes: {text}";
        }

        if (range.Length > 2)
        {
            return $"too many hyphens: {text}";
        }

        if (step.Length == 2 && (Number(step[1], []) is not { } width || width == 0))
        {
            return step[1] == "0" ? $"step of range should be a positive number: {text}" : $"failed to parse int from {step[1]}: strconv.Atoi: parsing \"{step[1]}\": invalid syntax";
        }

        return range[0] is "*" or "?" ? null : RangeFault(text, range, field);
    }

    private static string? RangeFault(string text, string[] range, (int Least, int Most, string[] Names) field)
    {
        foreach (var end in range)
        {
            if (Number(end, field.Names, field.Least) is not { } number)
            {
                return $"failed to parse int from {end}: strconv.Atoi: parsing \"{end}\": invalid syntax";
            }

            if (number < field.Least)
            {
                return $"beginning of range ({number}) below minimum ({field.Least}): {text}";
            }

            if (number > field.Most)
            {
                return $"end of range ({number}) above maximum ({field.Most}): {text}";
            }
        }

        return range.Length == 2 && Number(range[0], field.Names, field.Least) > Number(range[1], field.Names, field.Least)
            ? $"beginning of range ({range[0]}) beyond end of range ({range[1]}): {text}"
            : null;
    }

    private static int? Number(string text, string[] names, int first = 0)
    {
        var named = Array.FindIndex(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? named + first
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }
}
