using System.Management.Automation;
using System.Management.Automation.Language;

namespace IdpBuilder.Binding;

/// <summary>Makes completion results.</summary>
internal static class Completion
{
    /// <summary>The candidates that begin with what was typed, quoted where PowerShell needs it.</summary>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<string> candidates)
    {
        var pattern = new WildcardPattern(typed.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return candidates
            .Where(pattern.IsMatch)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new CompletionResult(Quote(name), name, CompletionResultType.ParameterValue, name));
    }

    /// <summary>The candidates that begin with what was typed, in their order and as they are: they are code.</summary>
    public static IEnumerable<CompletionResult> Code(string typed, IEnumerable<string> candidates) => candidates
        .Where(code => code.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        .Select(code => new CompletionResult(code, code, CompletionResultType.ParameterValue, code));

    /// <summary>A text as PowerShell reads it back.</summary>
    public static string Literal(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    private static string Quote(string name) =>
        name.All(character => char.IsLetterOrDigit(character) || character is '-' or '.' or '_' or '/') ? name : Literal(name);
}
