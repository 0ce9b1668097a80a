using System.Text;

namespace IdpBuilder.Reports;

/// <summary>Texts of others on their way into a page: what no page can hold is replaced.</summary>
internal static class PlainText
{
    private static readonly Rune Replacement = Rune.ReplacementChar;

    /// <summary>The text without control characters and halves of characters; lines stay.</summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            clean.Append(IsShown(rune) ? rune : Replacement);
        }

        return clean.ToString();
    }

    /// <summary>The text in one line, and no longer than so many characters.</summary>
    public static string Short(string text, int length)
    {
        var line = Of(text).Replace('\n', ' ');
        var runes = line.EnumerateRunes().ToArray();
        return runes.Length <= length ? line : string.Concat(runes.Take(Math.Max(1, length - 1))).TrimEnd() + "…";
    }

    private static bool IsShown(Rune rune) =>
        rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && (rune.Value & 0xFFFE) != 0xFFFE && !TurnsAround(rune));

    // Marks that let what follows run the other way make a text say what it does not.
    private static bool TurnsAround(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
