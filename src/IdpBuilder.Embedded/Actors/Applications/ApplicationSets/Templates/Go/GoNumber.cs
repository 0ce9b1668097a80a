using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Numbers as Go writes and reads them.</summary>
internal static class GoNumber
{
    /// <summary>The shortest text that reads as the number again, with an exponent below 0.0001 and from a million on.</summary>
    public static string Shortest(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }

        var (digits, exponent) = Decompose(number);
        var sign = double.IsNegative(number) ? "-" : string.Empty;
        return exponent is < -4 or >= 6 ? sign + Scientific(digits, exponent) : sign + Plain(digits, exponent);
    }

    /// <summary>The number without an exponent.</summary>
    public static string WithoutExponent(double number)
    {
        var (digits, exponent) = Decompose(number);
        return (double.IsNegative(number) ? "-" : string.Empty) + Plain(digits, exponent);
    }

    /// <summary>A number as a literal or a text gives it; null when it is none.</summary>
    public static object? Parse(string text)
    {
        var plain = text.Replace("_", string.Empty, StringComparison.Ordinal);
        if (ParseWhole(plain) is { } whole)
        {
            return whole;
        }

        var looksReal = plain.AsSpan().IndexOfAny("xXoObB") < 0 && plain.Length > 0 && (char.IsAsciiDigit(plain[^1]) || plain[^1] == '.');
        return looksReal && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null;
    }

    /// <summary>A whole number in any of Go's notations; null when it is none.</summary>
    public static long? ParseWhole(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.StartsWith('-') || text.StartsWith('+') ? text[1..] : text;
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
        {
            return null;
        }

        var (radix, body) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, digits[2..]),
            ['0', 'b' or 'B', ..] => (2, digits[2..]),
            ['0', 'o' or 'O', ..] => (8, digits[2..]),
            ['0', _, ..] => (8, digits[1..]),
            _ => (10, digits),
        };
        return ToWhole(body, radix) is { } number ? (negative ? -number : number) : null;
    }

    private static long? ToWhole(string body, int radix)
    {
        var number = 0L;
        foreach (var letter in body)
        {
            var digit = char.IsAsciiHexDigit(letter) ? Convert.ToInt32(letter.ToString(), 16) : radix;
            if (digit >= radix || number > (long.MaxValue - digit) / radix)
            {
                return null;
            }

            number = (number * radix) + digit;
        }

        return body.Length == 0 ? null : number;
    }

    // The significant digits, and the power of ten of the first of them.
    private static (string Digits, int Exponent) Decompose(double number)
    {
        if (number == 0)
        {
            return ("0", 0);
        }

        var text = Math.Abs(number).ToString("E16", CultureInfo.InvariantCulture);
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = shortest.Split('E')[0].Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        return (mantissa, exponent);
    }

    private static string Scientific(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
        var sign = exponent < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{sign}{Math.Abs(exponent):00}");
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits + new string('0', exponent + 1 - digits.Length)
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }
}
