using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Amounts of resources such as <c>500m</c>, <c>1.5Gi</c> or <c>2e3</c>.</summary>
internal static partial class Quantity
{
    /// <summary>What a real server says of text that is no quantity.</summary>
    public const string Fault =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    /// <summary>The amount; null when the value is no quantity. Amounts beyond what a decimal holds become its greatest.</summary>
    public static decimal? Read(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => Read(node.GetValue<string>()),
        JsonValueKind.Number => Patching.JsonEquality.Number(node),
        _ => null,
    };

    /// <summary>The amount; null when the text is no quantity.</summary>
    public static decimal? Read(string text)
    {
        var parts = Parts().Match(text);
        if (!parts.Success || !decimal.TryParse(
            parts.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return Factor(parts.Groups[2].Value) is { } factor ? Multiply(number, factor) : null;
    }

    /// <summary>The text of a quantity, which may also be written as a number.</summary>
    public static string Show(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString() ?? "0";

    private static double? Factor(string suffix) => suffix switch
    {
        "" => 1,
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1L << 10,
        "Mi" => 1L << 20,
        "Gi" => 1L << 30,
        "Ti" => 1L << 40,
        "Pi" => 1L << 50,
        "Ei" => 1L << 60,
        _ => suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Math.Pow(10, exponent)
            : null,
    };

    private static decimal Multiply(decimal number, double factor)
    {
        var estimate = (double)number * factor;
        return Math.Abs(estimate) >= 7e28 || factor > 1e28 ? (estimate < 0 ? decimal.MinValue : decimal.MaxValue) : number * (decimal)factor;
    }

    [GeneratedRegex(@"^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))([a-zA-Z]*[-+]?[0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
