using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Packages.Reading;

namespace IdpBuilder.Packages;

/// <summary>The diagnostics about <c>idp.yaml</c> and about the values given for its parameters.</summary>
internal static class DeclarationMistakes
{
    public static Diagnostic NotAPackage(SourceSpan span) => Error(
        DiagnosticCodes.DeclarationInvalid,
        $"'{PackageDeclaration.FileName}' must be one document of apiVersion '{PackageDeclaration.ApiVersion}' and kind '{PackageDeclaration.Kind}'.",
        span,
        "Begin it with these two lines; manifests belong in other files.");

    public static Diagnostic Misnamed(SourceSpan span) => Error(
        DiagnosticCodes.DeclarationInvalid,
        $"A package declares itself in '{PackageDeclaration.FileName}'; a file of this name is not read.",
        span,
        $"Call it '{PackageDeclaration.FileName}'.");

    public static Diagnostic UnknownField(string field, IEnumerable<string> known, SourceSpan span) => Error(
        DiagnosticCodes.DeclarationField, $"There is no field '{field}' here.", span, $"Known fields: {string.Join(", ", known)}.");

    public static Diagnostic Expected(string field, string what, SourceSpan span) => Error(
        DiagnosticCodes.DeclarationInvalid, $"'{field}' must be {what}.", span, $"Give {what}.");

    public static Diagnostic NoText(string field, JsonNode value, SourceSpan span) => Error(
        DiagnosticCodes.DeclarationInvalid,
        value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? $"'{field}' must be text; unquoted, YAML 1.1 reads what is written here as {value.ToJsonString()}, as it does y, n, yes, no, on and off."
            : $"'{field}' must be text; what is written here is {Describe(value)}.",
        span,
        value is JsonValue ? "Quote it." : "Give text.");

    public static Diagnostic NoType(string type, SourceSpan span) => Error(
        DiagnosticCodes.DeclarationInvalid,
        $"There is no parameter type '{type}'.",
        span,
        "Take one of string, int or integer, number, bool or boolean, array, object; without 'type' it is string.");

    public static Diagnostic Repeated(string parameter, SourceSpan span) => Error(
        DiagnosticCodes.DeclarationInvalid, $"The parameter '{parameter}' is declared twice.", span, "Keep one of the two.");

    public static Diagnostic UnknownParameter(string name, IReadOnlyCollection<string> known) => Error(
        DiagnosticCodes.ParameterUnknown,
        $"No package that was given declares the parameter '{name}'.",
        new SourceSpan("-Parameter"),
        known.Count == 0 ? "Declare it in an idp.yaml, or leave it out." : $"Declared: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");

    public static Diagnostic Missing(PackageParameter parameter, string package, SourceSpan span) => Error(
        DiagnosticCodes.ParameterMissing,
        $"The parameter '{parameter.Name}' of package '{package}' needs a value{(parameter.Description.Length == 0 ? string.Empty : $" ({parameter.Description})")}.",
        span,
        $"Give it with -Parameter @{{ {parameter.Name} = … }}.");

    public static Diagnostic WrongType(PackageParameter parameter, JsonNode? value, SourceSpan span) => Error(
        DiagnosticCodes.ParameterType,
        $"The parameter '{parameter.Name}' takes {Describe(parameter.Type)}; what was given is {Describe(value)}.",
        span,
        $"Give {Describe(parameter.Type)} with -Parameter, or change the type in {PackageDeclaration.FileName}.");

    public static Diagnostic NotAllowed(PackageParameter parameter, SourceSpan span) => Error(
        DiagnosticCodes.ParameterEnum,
        $"The parameter '{parameter.Name}' does not take the value given.",
        span,
        $"Give one of: {string.Join(", ", parameter.Enum)}.");

    public static Diagnostic NoMatch(PackageParameter parameter, SourceSpan span) => Error(
        DiagnosticCodes.ParameterPattern,
        $"The parameter '{parameter.Name}' does not take the value given: it does not match the pattern '{parameter.Pattern}'.",
        span,
        "Give a value that matches.");

    private static string Describe(ParameterType type) => type switch
    {
        ParameterType.Int => "a whole number",
        ParameterType.Number => "a number",
        ParameterType.Bool => "true or false",
        ParameterType.Array => "a list",
        ParameterType.Object => "a mapping",
        _ => "text",
    };

    // Never the value itself: it may be a password.
    private static string Describe(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a mapping",
        JsonValueKind.String => "other text",
        _ => "nothing",
    };

    private static Diagnostic Error(string code, string message, SourceSpan span, string remedy) =>
        new(DiagnosticSeverity.Error, code, message, span, remedy);
}
