using System.Globalization;
using System.Text;

namespace IdpBuilder.Git.Ignoring;

/// <summary>Turns the brackets of a glob, which match one character, into those of a regular expression.</summary>
internal static class BracketForm
{
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["alnum"] = "a-zA-Z0-9",
        ["alpha"] = "a-zA-Z",
        ["blank"] = " \\t",
        ["cntrl"] = "\\x00-\\x1f\\x7f",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = "!-/:-@\\[-`{-~",
        ["space"] = " \\t\\n\\v\\f\\r",
        ["upper"] = "A-Z",
        ["xdigit"] = "0-9a-fA-F",
    };

    /// <summary>Appends the brackets that begin at an index; how long they are, or 0 when they never end or cannot match.</summary>
    public static int Append(string glob, int begin, StringBuilder form)
    {
        var index = begin + 1;
        var negated = index < glob.Length && glob[index] is '!' or '^';
        index += negated ? 1 : 0;
        var set = new StringBuilder();
        for (var first = true; ; first = false)
        {
            if (index >= glob.Length)
            {
                return 0;
            }

            if (glob[index] == ']' && !first)
            {
                break;
            }

            var length = Member(glob, index, set);
            if (length == 0)
            {
                return 0;
            }

            index += length;
        }

        // A slash only a slash matches; a set that is empty, because its ranges run backwards, matches nothing.
        form.Append(negated ? $"[^/{set}]" : set.Length == 0 ? "[^\\s\\S]" : $"[{set}-[/]]");
        return index + 1 - begin;
    }

    private static int Member(string glob, int index, StringBuilder set)
    {
        if (string.CompareOrdinal(glob, index, "[:", 0, 2) == 0 && glob.IndexOf(":]", index + 2, StringComparison.Ordinal) is var end and > 0)
        {
            if (!Classes.TryGetValue(glob[(index + 2)..end], out var characters))
            {
                return 0;
            }

            set.Append(characters);
            return end + 2 - index;
        }

        var (low, length) = Character(glob, index);
        if (length > 0 && index + length + 1 < glob.Length && glob[index + length] == '-' && glob[index + length + 1] != ']')
        {
            var (high, highLength) = Character(glob, index + length + 1);
            if (highLength == 0)
            {
                return 0;
            }

            set.Append(low <= high ? $"{Escaped(low)}-{Escaped(high)}" : string.Empty);
            return length + 1 + highLength;
        }

        set.Append(length > 0 ? Escaped(low) : string.Empty);
        return length;
    }

    private static (char Character, int Length) Character(string glob, int index) =>
        glob[index] != '\\' ? (glob[index], 1) : index + 1 < glob.Length ? (glob[index + 1], 2) : ('\0', 0);

    private static string Escaped(char character) => $"\\u{((int)character).ToString("x4", CultureInfo.InvariantCulture)}";
}
