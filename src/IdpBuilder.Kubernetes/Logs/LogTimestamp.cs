using System.Globalization;
using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Logs;

/// <summary>Reads lines as <c>timestamps=true</c> gives them: RFC 3339 time with up to nine decimals, a space, the text.</summary>
internal static class LogTimestamp
{
    /// <summary>Splits a line; false when it begins with no time.</summary>
    /// <param name="line">The line in UTF-8.</param>
    /// <param name="parsed">Its time and text.</param>
    /// <param name="nanoseconds">Its time in nanoseconds since 1970, finer than <see cref="LogLine.Time"/> can say.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out LogLine parsed, out long nanoseconds)
    {
        (parsed, nanoseconds) = (default, 0);
        var space = line.IndexOf((byte)' ');
        var stamp = space < 0 ? line : line[..space];
        if (stamp.Length is < 20 or > 40)
        {
            return false;
        }

        Span<char> text = stackalloc char[stamp.Length];
        Encoding.ASCII.GetChars(stamp, text);
        var (fraction, digits) = Fraction(text[19..]);
        Span<char> whole = stackalloc char[stamp.Length];
        text[..19].CopyTo(whole);
        text[(19 + digits)..].CopyTo(whole[19..]);
        if (!DateTimeOffset.TryParseExact(
            whole[..(stamp.Length - digits)], "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var second))
        {
            return false;
        }

        nanoseconds = (second.ToUnixTimeSeconds() * 1_000_000_000) + fraction;
        parsed = new LogLine(second.ToUniversalTime().AddTicks(fraction / 100), TextOf(space < 0 ? [] : line[(space + 1)..]));
        return true;
    }

    /// <summary>The text of a line; Windows containers end lines with a carriage return, too.</summary>
    public static string TextOf(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line.EndsWith("\r"u8) ? line[..^1] : line);

    private static (int Nanoseconds, int Length) Fraction(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] != '.')
        {
            return (0, 0);
        }

        var (value, digits) = (0, 0);
        while (digits + 1 < rest.Length && char.IsAsciiDigit(rest[digits + 1]))
        {
            value = digits < 9 ? (value * 10) + (rest[digits + 1] - '0') : value;
            digits++;
        }

        for (var missing = digits; missing < 9; missing++)
        {
            value *= 10;
        }

        return (value, digits + 1);
    }
}
