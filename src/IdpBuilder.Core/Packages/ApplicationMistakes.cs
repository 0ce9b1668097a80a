using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>The diagnostics about Applications and ApplicationSets.</summary>
internal static class ApplicationMistakes
{
    public static Diagnostic SourceMissing(Manifest application, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationSourceMissing,
        $"{application.Kind} '{application.Name}' says nowhere what to deploy: it has neither 'source' nor 'sources'.",
        span,
        "Add 'source' with a repoURL and a path; cnoe://directory names a local directory.");

    public static Diagnostic SourceIncomplete(string what, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationSourceIncomplete, what, span, "Add the field; Argo CD refuses the Application without it.");

    public static Diagnostic SourcePathMissing(string path, string directory, SourceSpan span) => Error(
        DiagnosticCodes.SourcePathMissing,
        $"The path '{path}' does not exist in '{directory}', or is empty.",
        span,
        "Mend the path; it is relative to the directory that the cnoe:// address names.");

    public static Diagnostic SourceInvalid(string why, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationSourceInvalid, $"Argo CD could not render this source: {why}.", span, "Mend the source.");

    public static Diagnostic Destination(string what, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationDestination,
        what,
        span,
        "Use 'server: https://kubernetes.default.svc' for the cluster the package is installed in.");

    public static Diagnostic Namespace(Manifest application, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.ApplicationNamespace,
        $"{application.Kind} '{application.Name}' is in the namespace '{application.Namespace}'; Argo CD looks for Applications in '{ArgoTypes.Namespace}' unless told otherwise.",
        span,
        $"Put it into the namespace '{ArgoTypes.Namespace}'.");

    public static Diagnostic SetIncomplete(Manifest set, string field, SourceSpan span) => Error(
        DiagnosticCodes.ApplicationSetIncomplete, $"ApplicationSet '{set.Name}' has no '{field}'.", span, "Add it; nothing is generated without.");

    private static Diagnostic Error(string code, string message, SourceSpan span, string remedy) =>
        new(DiagnosticSeverity.Error, code, message, span, remedy);
}
