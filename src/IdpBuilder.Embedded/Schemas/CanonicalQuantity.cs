using System.Globalization;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Writes amounts as a real server stores them: with the largest suffix that needs no fraction.</summary>
internal static class CanonicalQuantity
{
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private const int DecimalUnit = 3;

    /// <summary>The stored form of a quantity; the given one where it says more than a decimal holds, or is none.</summary>
    public static string Of(JsonNode quantity)
    {
        var text = Quantity.Show(quantity);
        if (Quantity.Read(text) is not { } amount || Math.Abs(amount) > 1e20m)
        {
            return text;
        }

        var suffix = text.TrimStart("+-.0123456789".ToCharArray());
        return suffix.EndsWith('i') && Math.Abs(amount) >= 1024 ? InBinary(decimal.Ceiling(amount))
            : suffix.Length > 1 && suffix[0] is 'e' or 'E' ? InSteps(amount, step => step == DecimalUnit ? string.Empty : $"e{(step - DecimalUnit) * 3}")
            : InSteps(amount, step => Decimal[step]);
    }

    private static string InBinary(decimal amount)
    {
        var step = 0;
        while (step < Binary.Length - 1 && amount % 1024 == 0)
        {
            amount /= 1024;
            step++;
        }

        return Text(amount) + Binary[step];
    }

    private static string InSteps(decimal amount, Func<int, string> suffix)
    {
        if (amount == 0)
        {
            return "0";
        }

        // From billionths, the smallest there are, upwards.
        amount = Math.Sign(amount) * decimal.Ceiling(Math.Abs(amount) * 1_000_000_000m);
        var step = 0;
        while (step < Decimal.Length - 1 && amount % 1000 == 0)
        {
            amount /= 1000;
            step++;
        }

        return Text(amount) + suffix(step);
    }

    private static string Text(decimal whole) => whole.ToString("0", CultureInfo.InvariantCulture);
}
