using System.Text.RegularExpressions;

namespace IdpBuilder.Tests.Help;

/// <summary>The Markdown page of one cmdlet, read by its headings.</summary>
internal sealed partial class CmdletMarkdown
{
    private readonly Dictionary<string, string> _sections;

    private CmdletMarkdown(string name)
    {
        Name = name;
        Text = File.ReadAllText(Repository.PathOf("docs", "en-US", name + ".md")).ReplaceLineEndings("\n");
        _sections = Split(Text, SectionHeading());
    }

    public string Name { get; }

    public string Text { get; }

    public string Synopsis => _sections["SYNOPSIS"];

    public string Description => _sections["DESCRIPTION"];

    /// <summary>The text of each parameter, without the block of its properties.</summary>
    public IReadOnlyDictionary<string, string> Parameters => Split(_sections["PARAMETERS"], Heading())
        .Where(entry => entry.Key.StartsWith('-'))
        .ToDictionary(entry => entry.Key[1..], entry => entry.Value.Split("```yaml")[0].Trim(), StringComparer.Ordinal);

    /// <summary>The default values of the parameters that have one.</summary>
    public IReadOnlyDictionary<string, string> Defaults => Split(_sections["PARAMETERS"], Heading())
        .Select(entry => (entry.Key, Value: DefaultValue().Match(entry.Value).Groups["value"].Value.Trim('\'')))
        .Where(entry => entry.Value.Length > 0)
        .ToDictionary(entry => entry.Key.TrimStart('-'), entry => entry.Value, StringComparer.Ordinal);

    /// <summary>The code of the examples.</summary>
    public IReadOnlyList<string> Examples => [.. CodeBlock().Matches(_sections["EXAMPLES"]).Select(match => match.Groups["code"].Value)];

    public static CmdletMarkdown Of(string cmdlet) => new(cmdlet);

    private static Dictionary<string, string> Split(string text, Regex heading)
    {
        var matches = heading.Matches(text);
        return matches.Select((match, index) => (
                Title: match.Groups["title"].Value,
                Body: text[(match.Index + match.Length)..(index + 1 < matches.Count ? matches[index + 1].Index : text.Length)].Trim()))
            .ToDictionary(section => section.Title, section => section.Body, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^## (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^### (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^DefaultValue: (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex DefaultValue();

    [GeneratedRegex(@"```powershell\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
