using System.Text;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Words of a text, and names made of them.</summary>
internal static class TextCases
{
    /// <summary>Changes each word, leaving the space between them.</summary>
    public static string EachWord(string text, Func<string, string> change)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && !char.IsWhiteSpace(text[index]))
            {
                continue;
            }

            if (index > start)
            {
                result.Append(change(text[start..index]));
            }

            if (index < text.Length)
            {
                result.Append(text[index]);
            }

            start = index + 1;
        }

        return result.ToString();
    }

    /// <summary>The words in lower case, with a character between them.</summary>
    public static string Join(string text, char separator) => string.Join(separator, Words(text).Select(word => word.ToLowerInvariant()));

    /// <summary>The words beginning in upper case, with nothing between them.</summary>
    public static string Camel(string text) =>
        string.Concat(text.Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            var isSeparator = letter is '-' or '_' || char.IsWhiteSpace(letter);
            if ((isSeparator || IsWordStart(text, index)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (!isSeparator)
            {
                word.Append(letter);
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    // "fooBar" and "HTTPServer" both have two words.
    private static bool IsWordStart(string text, int index)
    {
        if (index == 0 || !char.IsUpper(text[index]))
        {
            return false;
        }

        var previous = text[index - 1];
        return !char.IsUpper(previous) || (index + 1 < text.Length && char.IsLower(text[index + 1]));
    }
}
