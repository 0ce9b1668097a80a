using System.Text;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>Plain substitution of <c>{{ name }}</c>: the language of ApplicationSets without <c>goTemplate</c>. Unknown names stay as they are.</summary>
internal sealed class FastTemplateLanguage : ITemplateLanguage
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <inheritdoc/>
    public bool KeepsStructure => false;

    /// <inheritdoc/>
    public string? TryRender(string text, IReadOnlyDictionary<string, object?> parameters) => Render(text, parameters);

    /// <inheritdoc/>
    public string Render(string text, IReadOnlyDictionary<string, object?> parameters)
    {
        if (!HasTag(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var position = 0;
        while (text.IndexOf(Open, position, StringComparison.Ordinal) is var open and >= 0)
        {
            var start = open + Open.Length;
            var end = text.IndexOf(Close, start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new TemplateException(
                    $"invalid template: cannot find end tag=\"}}}}\" in the template={GoText.Quote(text)} starting from {GoText.Quote(text[start..])}");
            }

            var tag = text[start..end];
            var isKnown = parameters.TryGetValue(tag.Trim(), out var value) && value is string && tag.Trim().Length > 0;
            result.Append(text, position, open - position).Append(isKnown ? (string)value! : Open + tag + Close);
            position = end + Close.Length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    // A tag counts only where it begins and ends on one line.
    private static bool HasTag(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var open = line.IndexOf(Open, StringComparison.Ordinal);
            if (open >= 0 && line[(open + Open.Length)..].Contains(Close, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
