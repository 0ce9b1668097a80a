namespace IdpBuilder.Packages;

/// <summary>The diagnostics about packages as a whole and about how they relate.</summary>
internal static class PackageMistakes
{
    public static Diagnostic NameInvalid(string name, SourceSpan span) => Error(
        DiagnosticCodes.PackageNameInvalid,
        $"'{name}' is no name for a package: it becomes a label, so it has up to 63 lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit.",
        span,
        "Rename it with metadata.name in idp.yaml, or with -Name.");

    public static Diagnostic PlaceholderUnknown(string name, IEnumerable<string> known, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.PlaceholderUnknown,
        $"There is no placeholder '(({name}))'; the text stays as it is.",
        span,
        $"Built in: {string.Join(", ", known.Order(StringComparer.Ordinal).Select(other => $"(({other}))"))}.");

    public static Diagnostic NameAmbiguous(string name, string path, int packages) => Error(
        DiagnosticCodes.PackageNameAmbiguous,
        $"The name '{name}' cannot stand for the {packages} packages in '{path}'.",
        new SourceSpan(path),
        "Leave -Name out, name one file, or make the directory one package with an idp.yaml.");

    public static Diagnostic NameGivenTwice(string name, string path) => Error(
        DiagnosticCodes.PackageNameAmbiguous,
        $"The name '{name}' cannot stand for several packages; '{path}' is another one.",
        new SourceSpan(path),
        "Leave -Name out, or give one path.");

    public static Diagnostic NamespaceInvalid(string name, string path) => Error(
        DiagnosticCodes.NamespaceInvalid,
        $"'{name}' is no name for a namespace: it has up to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit.",
        new SourceSpan(path),
        "Give another with -Namespace.");

    public static Diagnostic NameTaken(string name, SourceSpan span, SourceSpan first) => Error(
        DiagnosticCodes.PackageNameTaken, $"The package '{name}' is already defined at {first}.", span, "Rename one of the two.");

    public static Diagnostic Overridden(string name, string path, SourceSpan span) => new(
        DiagnosticSeverity.Warning, DiagnosticCodes.PackageOverridden, $"The package '{name}' is overridden by the later one of '{path}'.", span, "Leave one of them out if that is not meant.");

    public static Diagnostic ApplicationTaken(string application, string package, string other, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationNameTaken,
        $"The packages '{other}' and '{package}' both bring an Application named '{application}'.",
        span,
        "Rename one of the two.");

    public static Diagnostic ApplicationOwned(string application, string package, string owner, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationNameTaken,
        $"The package '{package}' brings an Application named '{application}', which belongs to the installed package '{owner}'.",
        span,
        $"Remove that one first with Uninstall-IdpPackage {owner}, rename the Application, or leave -Name out.");

    public static Diagnostic ApplicationGenerated(string application, string package, string set, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationNameTaken,
        $"The package '{package}' brings an Application named '{application}', which the ApplicationSet '{set}' has made.",
        span,
        "Rename one of the two.");

    public static Diagnostic DependencyMissing(string package, string needed, bool knowsCluster, SourceSpan span) => new(
        knowsCluster ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        DiagnosticCodes.DependencyMissing,
        knowsCluster
            ? $"The package '{package}' needs '{needed}', which is neither given nor installed."
            : $"The package '{package}' needs '{needed}', which is not among the packages given.",
        span,
        $"Install '{needed}' first, or give it in the same call of Install-IdpPackage.");

    public static Diagnostic DependencyCycle(IEnumerable<string> cycle, SourceSpan span) => Error(
        DiagnosticCodes.DependencyCycle,
        $"The packages need each other in a circle: {string.Join(" → ", cycle)}.",
        span,
        "Remove one of the dependsOn entries.");

    private static Diagnostic Error(string code, string message, SourceSpan span, string remedy) =>
        new(DiagnosticSeverity.Error, code, message, span, remedy);
}
