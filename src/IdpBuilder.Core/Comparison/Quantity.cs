using System.Globalization;

namespace IdpBuilder.Comparison;

/// <summary>Reads Kubernetes' quantities, so that <c>1000m</c> and <c>1</c> are the same.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m), ("Pi", 1125899906842624m),
        ("Ei", 1152921504606846976m), ("n", 0.000000001m), ("u", 0.000001m), ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m),
        ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    /// <summary>The amount; null for a text that is no quantity, or one beyond all measure.</summary>
    public static decimal? Parse(string text)
    {
        var (number, factor) = (text, 1m);
        foreach (var (suffix, value) in Suffixes)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                (number, factor) = (text[..^suffix.Length], value);
                break;
            }
        }

        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        try
        {
            return amount * factor;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
