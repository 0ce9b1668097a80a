using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Finds fields, sync options and generators that Argo CD does not know: it, or the API server before it, passes over them in silence.
/// Sources: Argo CD 3.5, pkg/apis/application/v1alpha1/types.go and applicationset_types.go, gitops-engine pkg/sync/common/types.go.
/// </summary>
internal static class ApplicationFields
{
    private static readonly string[] SpecFields =
        ["source", "sources", "destination", "project", "syncPolicy", "ignoreDifferences", "info", "revisionHistoryLimit", "sourceHydrator"];

    private static readonly string[] SourceFields = ["repoURL", "path", "targetRevision", "helm", "kustomize", "directory", "plugin", "chart", "ref", "name", "tagPrefix"];

    private static readonly string[] PolicyFields = ["automated", "syncOptions", "retry", "managedNamespaceMetadata"];

    private static readonly string[] DestinationFields = ["server", "namespace", "name"];

    private static readonly string[] Generators =
        ["list", "clusters", "git", "scmProvider", "clusterDecisionResource", "pullRequest", "matrix", "merge", "plugin"];

    private static readonly string[] SyncOptions =
    [
        "ApplyOutOfSyncOnly", "ClientSideApplyMigration", "CreateNamespace", "Delete", "FailOnSharedResource", "Force", "Prune", "PruneLast",
        "PrunePropagationPolicy", "Replace", "RespectIgnoreDifferences", "ServerSideApply", "SkipDryRunOnMissingResource", "Validate",
    ];

    /// <summary>Adds a diagnostic for each that is unknown.</summary>
    public static void Check(ManifestDocument document, Manifest application, ICollection<Diagnostic> diagnostics)
    {
        CheckGenerators(document, application, diagnostics);
        var (spec, path) = ApplicationSources.SpecOf(application);
        var policy = spec?["syncPolicy"] as JsonObject;
        IEnumerable<(JsonObject? Mapping, string Path, string[] Known)> mappings =
        [
            (spec, path, SpecFields),
            (spec?["destination"] as JsonObject, $"{path}/destination", DestinationFields),
            (policy, $"{path}/syncPolicy", PolicyFields),
            .. ApplicationSources.Of(application).Select(source => ((JsonObject?)source.Source, source.Path, SourceFields)),
        ];
        foreach (var (mapping, place, known) in mappings)
        {
            foreach (var (field, _) in (mapping ?? []).Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal)))
            {
                diagnostics.Add(ApplicationMistakes.FieldUnknown(field, place.Replace('/', '.'), known, document.Locate($"{place}/{field}")));
            }
        }

        foreach (var (option, index) in ApplicationSources.SyncOptions(application).Select((option, index) => (option, index)))
        {
            CheckOption(option, document.Locate($"{path}/syncPolicy/syncOptions/{index}"), diagnostics);
        }
    }

    /// <summary>Adds a diagnostic for a sync option, <c>Name=value</c>, that does not exist.</summary>
    public static void CheckOption(string option, SourceSpan span, ICollection<Diagnostic> diagnostics)
    {
        if (!SyncOptions.Contains(option.Split('=')[0], StringComparer.Ordinal) || !option.Contains('=', StringComparison.Ordinal))
        {
            diagnostics.Add(ManifestMistakes.SyncOptionUnknown(option, SyncOptions, span));
        }
    }

    private static void CheckGenerators(ManifestDocument document, Manifest set, ICollection<Diagnostic> diagnostics)
    {
        foreach (var (generator, index) in (set.Spec?["generators"] as JsonArray ?? []).Select((generator, index) => (generator as JsonObject, index)))
        {
            foreach (var (name, _) in (generator ?? []).Where(entry => entry.Key != "selector" && !Generators.Contains(entry.Key, StringComparer.Ordinal)))
            {
                diagnostics.Add(ApplicationMistakes.GeneratorUnknown(name, Generators, document.Locate($"spec/generators/{index}/{name}")));
            }
        }
    }
}
