using System.Text;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Argo CD's own functions, which make names that Kubernetes accepts.</summary>
internal static class NameFunctions
{
    private const int LongestName = 253;
    private const int LongestSlug = 50;

    /// <summary>Lower case; whatever is neither letter, digit, dash nor dot becomes a dash.</summary>
    public static string Normalize(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.ToLowerInvariant().EnumerateRunes())
        {
            clean.Append(IsNamePart(rune) ? (char)rune.Value : '-');
        }

        var text = clean.ToString();
        return (text.Length > LongestName ? text[..LongestName] : text).Trim('-', '.');
    }

    /// <summary>A name without dots and repeated dashes; with a greatest length, and whether whole words are cut off, before the name.</summary>
    public static string Slugify(IReadOnlyList<object?> values)
    {
        var name = values.Count == 0 ? string.Empty : GoArgument.As<string>(values[^1]);
        var longest = values.Count > 1 ? GoArgument.As<long>(values[0]) : LongestSlug;
        var byWord = values.Count <= 2 || GoArgument.As<bool>(values[1]);
        var words = Normalize(name).Replace('.', '-').Split('-', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        if (longest <= 0 || slug.Length <= longest)
        {
            return slug;
        }

        return byWord ? CutByWord(words, (int)longest) : slug[..(int)longest].Trim('-', '_');
    }

    private static bool IsNamePart(Rune rune) =>
        rune.Value is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.';

    private static string CutByWord(string[] words, int longest)
    {
        var slug = string.Empty;
        foreach (var word in words)
        {
            var longer = slug.Length == 0 ? word : $"{slug}-{word}";
            if (longer.Length > longest)
            {
                break;
            }

            slug = longer;
        }

        return slug.Length > 0 ? slug : words[0][..longest];
    }
}
