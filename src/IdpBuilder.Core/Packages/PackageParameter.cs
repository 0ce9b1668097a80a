using System.Text.Json.Nodes;
using IdpBuilder.Packages;

namespace IdpBuilder;

/// <summary>A value that a package leaves to whoever installs it.</summary>
/// <param name="Name">The name, used as <c>((name))</c> in the package's files.</param>
/// <param name="Type">What kind of value it takes.</param>
/// <param name="Default">The value when none is given; null for none.</param>
/// <param name="Required">Whether a value must be given: it has no default, or says so.</param>
/// <param name="Enum">The only values allowed; empty for any.</param>
/// <param name="Pattern">A regular expression that the value's text must match; empty for any.</param>
/// <param name="Description">What it is for.</param>
public sealed record PackageParameter(
    string Name,
    ParameterType Type,
    JsonNode? Default,
    bool Required,
    IReadOnlyList<string> Enum,
    string Pattern,
    string Description)
{
    /// <summary>Where it is declared.</summary>
    internal SourceSpan Span { get; init; }
}
