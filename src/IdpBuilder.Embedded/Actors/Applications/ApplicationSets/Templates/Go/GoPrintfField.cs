using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>A place in a format for one value.</summary>
/// <param name="Verb">How the value is written; NUL when the format ends before saying so.</param>
/// <param name="Flags">Any of <c>+ - # 0</c> and space.</param>
/// <param name="Width">The least number of characters.</param>
/// <param name="Precision">The digits behind the point, or the greatest number of characters; null when not given.</param>
internal sealed record GoPrintfField(char Verb, string Flags, int Width, int? Precision)
{
    private const int Widest = 10_000;

    /// <summary>Reads the field that begins at a percent sign, and leaves the index on its last character.</summary>
    public static GoPrintfField Read(string format, ref int index)
    {
        var start = ++index;
        while (index < format.Length && "+-# 0".Contains(format[index], StringComparison.Ordinal))
        {
            index++;
        }

        var flags = format[start..index];
        var width = ReadNumber(format, ref index);
        int? precision = null;
        if (index < format.Length && format[index] == '.')
        {
            index++;
            precision = ReadNumber(format, ref index);
        }

        return new GoPrintfField(index < format.Length ? format[index] : '\0', flags, width, precision);
    }

    /// <summary>The value in this place.</summary>
    public string Format(object? value)
    {
        var text = Text(value) ?? $"%!{Verb}({(value is null ? "<nil>" : $"{GoValue.TypeName(value)}={GoValue.Format(value)}")})";
        if (text.Length >= Width)
        {
            return text;
        }

        if (Flags.Contains('-', StringComparison.Ordinal))
        {
            return text.PadRight(Width);
        }

        var padsZeros = Flags.Contains('0', StringComparison.Ordinal) && value is long or double;
        var sign = padsZeros && text[0] is '-' or '+' ? text[..1] : string.Empty;
        return padsZeros ? sign + text[sign.Length..].PadLeft(Width - sign.Length, '0') : text.PadLeft(Width);
    }

    private static int ReadNumber(string format, ref int index)
    {
        var number = 0;
        for (; index < format.Length && char.IsAsciiDigit(format[index]); index++)
        {
            number = Math.Min((number * 10) + (format[index] - '0'), Widest);
        }

        return number;
    }

    // Null when the verb does not fit the value.
    private string? Text(object? value) => (Verb, value) switch
    {
        ('v', _) => Flags.Contains('#', StringComparison.Ordinal) && value is string ? GoText.Quote((string)value) : GoValue.Format(value),
        ('T', _) => GoValue.TypeName(value),
        ('s', string text) => Cut(text),
        ('s', System.Collections.IEnumerable) => GoValue.Format(value),
        ('q', string text) => GoText.Quote(Cut(text)),
        ('t', bool) => GoValue.Format(value),
        ('d', long number) => Signed(number, number.ToString(CultureInfo.InvariantCulture)),
        ('c' or 'U', long number) => Character(number),
        ('b', long number) => Convert.ToString(number, 2),
        ('o', long number) => Convert.ToString(number, 8),
        ('x' or 'X', long number) => number.ToString(Verb.ToString(), CultureInfo.InvariantCulture),
        ('x' or 'X', string text) => Hexadecimal(text),
        ('f' or 'F', double number) => Signed(number, number.ToString($"F{Precision ?? 6}", CultureInfo.InvariantCulture)),
        ('e' or 'E', double number) => Signed(number, Scientific(number)),
        ('g' or 'G', double number) => Signed(number, GoNumber.Shortest(number)),
        _ => null,
    };

    private string Cut(string text) => Precision is { } longest && text.Length > longest ? text[..longest] : text;

    private string Signed(double number, string text) => Flags.Contains('+', StringComparison.Ordinal) && number >= 0 ? "+" + text : text;

    private string Character(long number)
    {
        var code = number is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? (int)number : 0xFFFD;
        return Verb == 'c' ? char.ConvertFromUtf32(code) : string.Create(CultureInfo.InvariantCulture, $"U+{number:X4}");
    }

    private string Hexadecimal(string text)
    {
        var digits = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text));
        return Verb == 'x' ? digits.ToLowerInvariant() : digits;
    }

    private string Scientific(double number)
    {
        var digits = new string('0', Precision ?? 6);
        return number.ToString($"0{(digits.Length > 0 ? "." : string.Empty)}{digits}{Verb}+00", CultureInfo.InvariantCulture);
    }
}
