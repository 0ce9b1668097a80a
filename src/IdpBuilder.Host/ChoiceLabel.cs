using System.Management.Automation.Host;

namespace IdpBuilder.Host;

/// <summary>A choice as it is shown and typed.</summary>
/// <param name="Key">The short form.</param>
/// <param name="Text">The whole label.</param>
internal sealed record ChoiceLabel(string Key, string Text)
{
    /// <summary>Reads a label in which <c>&amp;</c> stands before the key.</summary>
    public static ChoiceLabel Of(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        var text = choice.Label.Replace("&", string.Empty, StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length
            ? new ChoiceLabel(choice.Label[mark + 1].ToString().ToUpperInvariant(), text)
            : new ChoiceLabel(text, text);
    }

    /// <summary>Whether an answer means this choice.</summary>
    public bool Matches(string answer) =>
        answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
