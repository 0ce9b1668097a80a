using System.Globalization;
using System.Text.Json;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>The diagnostics about Kubernetes objects in general.</summary>
internal static class ManifestMistakes
{
    public static Diagnostic KindMissing(Manifest manifest, SourceSpan span) => Error(
        DiagnosticCodes.KindMissing,
        $"The document has {(manifest.Kind.Length > 0 ? "no 'apiVersion'" : manifest.ApiVersion.Length > 0 ? "no 'kind'" : "neither 'apiVersion' nor 'kind'")}, so Kubernetes cannot take it.",
        span,
        "Add them, or keep files that are no manifests outside the directories that are deployed.");

    public static Diagnostic NoMapping(SourceSpan span) => Error(
        DiagnosticCodes.ManifestInvalid, "A manifest is a mapping with apiVersion and kind, not a plain value or a list.", span,
        "Write one manifest a document, separated by '---'.");

    // A kind written differently, or of another group, is a mistake whatever the version of Kubernetes; another may be new.
    public static Diagnostic KindUnknown(Manifest manifest, string? meant, SourceSpan span) => new(
        meant is null ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        DiagnosticCodes.KindUnknown,
        $"Kubernetes has no kind '{manifest.Kind}' in '{manifest.ApiVersion}'.",
        span,
        MeantKind(meant));

    public static Diagnostic KindNotServed(GroupVersionKind type, int objects, string? meant, SourceSpan span) => Error(
        DiagnosticCodes.KindUnknown,
        $"The cluster has no kind '{type.Kind}' in '{type.ApiVersion}'{MoreObjects(objects)}.",
        span,
        MeantKind(meant));

    public static Diagnostic VersionNotServed(GroupVersionKind type, int objects, IEnumerable<GroupVersionKind> served, SourceSpan span) => Error(
        DiagnosticCodes.KindUnknown,
        $"The cluster has no kind '{type.Kind}' in '{type.ApiVersion}'{MoreObjects(objects)}; it serves it as {string.Join(", ", served.Select(other => other.ApiVersion))}.",
        span,
        "Correct the apiVersion.");

    public static Diagnostic KindUndefined(GroupVersionKind type, int objects, SourceSpan span) => Error(
        DiagnosticCodes.KindUnknown,
        $"The cluster has no kind '{type.Kind}' in '{type.ApiVersion}'{MoreObjects(objects)}, and no package given brings its CustomResourceDefinition.",
        span,
        "Install the package that brings it first, or give it in the same call. Where something in the package makes the definition as it runs, say so with the annotation argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true.");

    public static Diagnostic KindExpected(GroupVersionKind type, int objects, string from, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.KindUnknown,
        $"The cluster has no kind '{type.Kind}' in '{type.ApiVersion}'{MoreObjects(objects)} yet; whether {from} will bring it shows only later.",
        span,
        "If nothing does, the sync fails.");

    public static Diagnostic NameMissing(Manifest manifest, SourceSpan span) => Error(
        DiagnosticCodes.NameMissing, $"This {manifest.Kind} has no 'metadata.name'.", span, "Give it a name.");

    public static Diagnostic NameIsNoText(Manifest manifest, string value, SourceSpan span) => Error(
        DiagnosticCodes.NameInvalid, $"The 'metadata.name' of this {manifest.Kind} is read as {value}, which is not text.", span, "Quote it: YAML reads y, n, on, off and numbers without quotes as other than text.");

    public static Diagnostic NameInvalid(Manifest manifest, SourceSpan span) => Error(
        DiagnosticCodes.NameInvalid,
        $"'{manifest.Name}' is no name for a {manifest.Kind}: Kubernetes takes lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit, up to 253 characters.",
        span,
        "Rename it.");

    public static Diagnostic NamespaceInvalid(string name, SourceSpan span) => Error(
        DiagnosticCodes.NamespaceInvalid,
        $"'{name}' is no namespace: Kubernetes takes lower-case letters, digits and '-', beginning and ending with a letter or digit, up to 63 characters.",
        span,
        "Rename it.");

    public static Diagnostic AnnotationNotText(string map, string key, JsonValueKind kind, SourceSpan span) => Error(
        DiagnosticCodes.AnnotationNotText, $"'{map}.{key}' is {Describe(kind)}, not text; Kubernetes refuses it.", span, "Put the value in quotes.");

    public static Diagnostic WaveInvalid(string value, SourceSpan span) => Error(
        DiagnosticCodes.SyncWaveInvalid, $"The sync wave '{value}' is not a whole number; Argo CD would take it as 0.", span, "Write a whole number in quotes, such as \"-1\".");

    public static Diagnostic EntrypointMissing(Manifest workflow, SourceSpan span) => Error(
        DiagnosticCodes.WorkflowEntrypointMissing,
        $"{workflow.Kind} '{(workflow.Name.Length > 0 ? workflow.Name : workflow.GenerateName)}' has no entrypoint; Argo Workflows refuses to run it.",
        span,
        "Name the template to begin with in 'entrypoint', or a WorkflowTemplate in 'workflowTemplateRef'.");

    public static Diagnostic WorkflowTemplateMissing(Manifest workflow, string name, IEnumerable<string> known, SourceSpan span) => Error(
        DiagnosticCodes.WorkflowTemplateMissing,
        $"{workflow.Kind} '{(workflow.Name.Length > 0 ? workflow.Name : workflow.GenerateName)}' has no template '{name}'; Argo Workflows refuses to run it.",
        span,
        $"Name one of its templates: {string.Join(", ", known)}. One of another object is named by 'templateRef'.");

    public static Diagnostic WorkflowTaskMissing(string task, string name, IEnumerable<string> known, SourceSpan span) => Error(
        DiagnosticCodes.WorkflowTaskMissing,
        $"The task '{task}' depends on '{name}', which is no task of its DAG; Argo Workflows refuses to run it.",
        span,
        $"Name one of its tasks: {string.Join(", ", known)}.");

    public static Diagnostic SyncOptionUnknown(string option, IEnumerable<string> known, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.SyncOptionUnknown,
        $"'{option}' is no sync option; Argo CD ignores it.",
        span,
        $"An option is written Name=value; upper and lower case count. Known names: {string.Join(", ", known)}.");

    public static Diagnostic Repeated(Manifest manifest, SourceSpan last, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.ObjectRepeated,
        $"{manifest.Kind} '{manifest.Name}' is also in {last}, in the same Application; Argo CD applies only that one.",
        span,
        "Keep one of the two, or give them different names.");

    public static Diagnostic HookUnknown(string value, bool partly, SourceSpan span) => new(
        partly ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        DiagnosticCodes.HookUnknown,
        partly ? $"'{value}' is no kind of hook." : $"'{value}' is no kind of hook; Argo CD would never apply this object.",
        span,
        "Use PreSync, Sync, PostSync, SyncFail, PreDelete, PostDelete or Skip; upper and lower case count.");

    public static Diagnostic PolicyUnknown(string value, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.HookPolicyUnknown,
        $"'{value}' is no delete policy; Argo CD ignores it.",
        span,
        "Use HookSucceeded, HookFailed or BeforeHookCreation.");

    public static Diagnostic PolicyWithoutHook(Manifest manifest, SourceSpan span) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.HookPolicyWithoutHook,
        $"{manifest.Kind} '{manifest.Name}' has a delete policy but is no hook, so it is never deleted by it.",
        span,
        "Add the annotation argocd.argoproj.io/hook, or remove the policy.");

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        _ => "a mapping",
    };

    private static string MeantKind(string? meant) => meant is null ? "Check apiVersion and kind." : $"Did you mean {meant}?";

    private static string MoreObjects(int objects) => objects == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({objects} objects)");

    private static Diagnostic Error(string code, string message, SourceSpan span, string remedy) =>
        new(DiagnosticSeverity.Error, code, message, span, remedy);
}
