using System.Xml.Linq;

namespace IdpBuilder.Tests.Help;

/// <summary>What the built help says of one cmdlet.</summary>
internal sealed class CmdletMaml
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XDocument Document = XDocument.Load(Repository.PathOf("en-US", "IdpBuilder.dll-Help.xml"));

    private readonly XElement _command;

    private CmdletMaml(XElement command) => _command = command;

    /// <summary>The cmdlets that the built help knows.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Document.Root!.Elements(Command + "command").Select(NameOf).Order(StringComparer.Ordinal)];

    public string Synopsis => Paragraphs(_command.Element(Command + "details")!);

    public string Description => string.Join("\n\n", _command.Element(Maml + "description")!.Elements().Select(paragraph => paragraph.Value.Trim()));

    public IReadOnlyDictionary<string, string> Parameters => _command.Element(Command + "parameters")!.Elements(Command + "parameter")
        .ToDictionary(parameter => parameter.Element(Maml + "name")!.Value, Paragraphs, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Defaults => _command.Element(Command + "parameters")!.Elements(Command + "parameter")
        .Where(parameter => parameter.Element(Dev + "defaultValue") is not null)
        .ToDictionary(parameter => parameter.Element(Maml + "name")!.Value, parameter => parameter.Element(Dev + "defaultValue")!.Value, StringComparer.Ordinal);

    public IReadOnlyList<string> Examples =>
        [.. _command.Descendants(Command + "example").Select(example => example.Element(Dev + "code")!.Value.ReplaceLineEndings("\n"))];

    public static CmdletMaml Of(string cmdlet) =>
        new(Document.Root!.Elements(Command + "command").Single(command => NameOf(command) == cmdlet));

    private static string NameOf(XElement command) => command.Element(Command + "details")!.Element(Command + "name")!.Value;

    private static string Paragraphs(XElement parent) => parent.Element(Maml + "description")!.Value.Trim();
}
