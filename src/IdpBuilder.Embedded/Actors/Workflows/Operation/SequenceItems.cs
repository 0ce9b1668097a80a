using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The items of <c>withSequence</c>.</summary>
internal static partial class SequenceItems
{
    private const int Most = 100_000;

    /// <summary>The numbers, written as asked for.</summary>
    /// <exception cref="TemplateFailedException">The sequence is not complete, or has no numbers.</exception>
    public static IReadOnlyList<JsonNode?> Of(JsonObject sequence)
    {
        var start = Number(sequence, "start") ?? 0;
        if (Number(sequence, "end") is not { } end)
        {
            var count = Number(sequence, "count") ?? throw new TemplateFailedException("neither end nor count was specified in withSequence");
            if (count == 0)
            {
                return [];
            }

            end = start + count - 1;
        }

        if (Math.Abs(end - start) >= Most)
        {
            throw new TemplateFailedException($"a sequence from {start} to {end} is longer than any cluster takes");
        }

        var format = sequence.Text("format") is { Length: > 0 } given ? given : "%d";
        var step = start <= end ? 1 : -1;
        return [.. Enumerable.Range(0, (int)Math.Abs(end - start) + 1).Select(offset => (JsonNode?)JsonValue.Create(Print(format, start + (offset * step))))];
    }

    private static long? Number(JsonObject sequence, string field) => sequence.Scalar(field) switch
    {
        null => null,
        var text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new TemplateFailedException($"strconv.Atoi: parsing \"{text}\": invalid syntax"),
    };

    // Go's verbs for whole numbers: %d, %03d, %x, %04X, %o, %b, %%.
    private static string Print(string format, long number) => Verb().Replace(format, match =>
    {
        if (match.Value == "%%")
        {
            return "%";
        }

        var digits = match.Groups["verb"].Value switch
        {
            "x" => number.ToString("x", CultureInfo.InvariantCulture),
            "X" => number.ToString("X", CultureInfo.InvariantCulture),
            "o" => Convert.ToString(number, 8),
            "b" => Convert.ToString(number, 2),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
        var width = int.TryParse(match.Groups["width"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
        return match.Groups["zero"].Success ? digits.PadLeft(width, '0') : digits.PadLeft(width);
    });

    [GeneratedRegex("%%|%(?<zero>0)?(?<width>[0-9]{1,2})?(?<verb>[dvxXob])", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();
}
