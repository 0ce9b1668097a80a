using System.Globalization;
using System.Text.RegularExpressions;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>
/// Reads plain scalars as Kubernetes does: YAML 1.1 booleans (<c>yes</c>, <c>on</c>, <c>y</c> …), integers with prefixes,
/// octal by a leading zero and underscores, floats, and times that stay text.
/// </summary>
internal static partial class YamlScalar
{
    /// <summary>The value of a plain scalar: null, <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/>, <see cref="double"/> or the text itself.</summary>
    public static object? Resolve(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return text[0] switch
        {
            >= '0' and <= '9' => Number(text) ?? text,
            '+' or '-' or '.' => Infinite(text) ?? Number(text) ?? text,
            'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' or '~' => Word(text),
            _ => text,
        };
    }

    /// <summary>The text of a value that is used as a key, as Kubernetes converts it; null when it cannot be one.</summary>
    public static string? KeyText(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double number when double.IsNaN(number) => ".nan",
        double number => GoFloatKey(number),
        long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? Word(string text) => text switch
    {
        "~" or "null" or "Null" or "NULL" => null,
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
        _ => text,
    };

    private static object? Infinite(string text) => text switch
    {
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        _ => null,
    };

    private static object? Number(string text)
    {
        if (text[0] == '.')
        {
            return Float(text);
        }

        // Kubernetes tries a time before a number and then keeps the text: 2024-01-02 and the like fall out below anyway,
        // because a dash inside is no part of a number.
        var plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", string.Empty, StringComparison.Ordinal) : text;
        return Integer(plain) ?? Float(plain);
    }

    private static object? Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text.AsSpan(negative || text[0] == '+' ? 1 : 0);
        if (digits.IsEmpty)
        {
            return null;
        }

        if (Magnitude(digits) is not { } magnitude)
        {
            return null;
        }

        if (!negative)
        {
            return magnitude <= long.MaxValue ? (long)magnitude : text[0] == '+' ? null : magnitude;
        }

        return magnitude <= (ulong)long.MaxValue + 1 ? unchecked(-(long)magnitude) : null;
    }

    private static ulong? Magnitude(ReadOnlySpan<char> digits)
    {
        if (digits[0] != '0' || digits.Length == 1)
        {
            return InBase(digits, 10);
        }

        return char.ToLowerInvariant(digits[1]) switch
        {
            'x' => InBase(digits[2..], 16),
            'o' => InBase(digits[2..], 8),
            'b' => InBase(digits[2..], 2),
            _ => InBase(digits[1..], 8),
        };
    }

    private static ulong? InBase(ReadOnlySpan<char> digits, uint radix)
    {
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            var weight = char.IsAsciiDigit(digit) ? (uint)(digit - '0') : char.IsAsciiHexDigit(digit) ? (uint)((digit | 0x20) - 'a' + 10) : radix;
            value = (value * radix) + weight;
            if (weight >= radix || value > ulong.MaxValue)
            {
                return null;
            }
        }

        return digits.IsEmpty ? null : (ulong)value;
    }

    private static object? Float(string text) =>
        FloatForm().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;

    // Kubernetes writes such keys with Go's %g in single precision: 1.10 becomes "1.1", 1500000.0 becomes "1.5e+06".
    private static string GoFloatKey(double number)
    {
        var single = (float)number;
        var precision = 0;
        string text;
        do
        {
            text = single.ToString($"E{precision}", CultureInfo.InvariantCulture);
        }
        while (float.Parse(text, CultureInfo.InvariantCulture) != single && precision++ < 9);

        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is >= -4 and < 6 || single == 0
            ? ((decimal)single).ToString("0.#############", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{text[..mark]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();
}
