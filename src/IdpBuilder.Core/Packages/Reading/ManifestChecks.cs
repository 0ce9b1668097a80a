using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Packages.Reading;

/// <summary>Finds what Kubernetes would refuse, or Argo CD pass over, in any object.</summary>
internal static class ManifestChecks
{
    private static readonly string[] HookKinds = ["PreSync", "Sync", "PostSync", "SyncFail", "PreDelete", "PostDelete", "Skip"];
    private static readonly string[] DeletePolicies = ["HookSucceeded", "HookFailed", "BeforeHookCreation"];

    /// <summary>Adds a diagnostic when a document is a plain value or a list.</summary>
    public static void CheckMapping(ManifestDocument document, ICollection<Diagnostic> diagnostics)
    {
        if (document.Content is not (null or JsonObject))
        {
            diagnostics.Add(ManifestMistakes.NoMapping(document.Span));
        }
    }

    /// <summary>Adds a diagnostic when a document is no manifest though it was meant as one.</summary>
    public static void CheckKind(ManifestDocument document, ICollection<Diagnostic> diagnostics)
    {
        if (ManifestDocuments.IsMeantAsManifest(document) && !ManifestDocuments.IsManifest(document))
        {
            diagnostics.Add(ManifestMistakes.KindMissing(new Manifest((JsonObject)document.Content!), document.Span));
        }
    }

    /// <summary>Adds a diagnostic for each mistake.</summary>
    public static void Check(ManifestDocument document, Manifest manifest, ICollection<Diagnostic> diagnostics)
    {
        if (manifest.ApiVersion.Length == 0 || manifest.Kind.Length == 0)
        {
            diagnostics.Add(ManifestMistakes.KindMissing(manifest, document.Span));
            return;
        }

        if (BuiltInKinds.IsUnknown(manifest.GroupVersionKind))
        {
            diagnostics.Add(ManifestMistakes.KindUnknown(manifest, BuiltInKinds.Meant(manifest.GroupVersionKind), document.Locate("kind")));
        }

        CheckNames(document, manifest, diagnostics);
        CheckTexts(document, manifest, "labels", diagnostics);
        CheckTexts(document, manifest, "annotations", diagnostics);
        CheckWave(document, manifest, diagnostics);
        CheckHook(document, manifest, diagnostics);
        WorkflowChecks.Check(document, manifest, diagnostics);
        foreach (var option in AnnotationOptions.Values(manifest, ArgoAnnotations.SyncOptions))
        {
            ApplicationFields.CheckOption(option, Locate(document, "annotations", ArgoAnnotations.SyncOptions), diagnostics);
        }
    }

    private static void CheckNames(ManifestDocument document, Manifest manifest, ICollection<Diagnostic> diagnostics)
    {
        if (manifest.Metadata?["name"] is { } written && written.GetValueKind() != JsonValueKind.String)
        {
            diagnostics.Add(ManifestMistakes.NameIsNoText(manifest, written.ToJsonString(), document.Locate("metadata/name")));
        }
        else if (manifest.Name.Length == 0)
        {
            if (manifest.GenerateName.Length == 0)
            {
                diagnostics.Add(ManifestMistakes.NameMissing(manifest, document.Locate("metadata")));
            }
        }
        else if (!IsTemplated(manifest.Name) && !KubernetesNames.IsNameOf(manifest))
        {
            diagnostics.Add(ManifestMistakes.NameInvalid(manifest, document.Locate("metadata/name")));
        }

        if (manifest.Namespace.Length > 0 && !KubernetesNames.IsLabel(manifest.Namespace))
        {
            diagnostics.Add(ManifestMistakes.NamespaceInvalid(manifest.Namespace, document.Locate("metadata/namespace")));
        }
    }

    // Backstage skeletons and the like are content to be rendered by others.
    private static bool IsTemplated(string name) => name.Contains("{{", StringComparison.Ordinal);

    private static void CheckTexts(ManifestDocument document, Manifest manifest, string map, ICollection<Diagnostic> diagnostics)
    {
        foreach (var (key, value) in manifest.Metadata?[map] as JsonObject ?? [])
        {
            if (value is not null && value.GetValueKind() != JsonValueKind.String)
            {
                diagnostics.Add(ManifestMistakes.AnnotationNotText(map, key, value.GetValueKind(), Locate(document, map, key)));
            }
        }
    }

    private static void CheckWave(ManifestDocument document, Manifest manifest, ICollection<Diagnostic> diagnostics)
    {
        var wave = manifest.Annotation(ArgoAnnotations.SyncWave);
        if (wave is not null && !int.TryParse(wave, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            diagnostics.Add(ManifestMistakes.WaveInvalid(wave, Locate(document, "annotations", ArgoAnnotations.SyncWave)));
        }
    }

    private static void CheckHook(ManifestDocument document, Manifest manifest, ICollection<Diagnostic> diagnostics)
    {
        var kinds = AnnotationOptions.Values(manifest, ArgoAnnotations.Hook);
        var anyKnown = kinds.Intersect(HookKinds, StringComparer.Ordinal).Any();
        foreach (var unknown in kinds.Except(HookKinds, StringComparer.Ordinal))
        {
            diagnostics.Add(ManifestMistakes.HookUnknown(unknown, partly: anyKnown, Locate(document, "annotations", ArgoAnnotations.Hook)));
        }

        if (manifest.Annotation(ArgoAnnotations.HookDeletePolicy) is null)
        {
            return;
        }

        var place = Locate(document, "annotations", ArgoAnnotations.HookDeletePolicy);
        foreach (var unknown in AnnotationOptions.Values(manifest, ArgoAnnotations.HookDeletePolicy).Except(DeletePolicies, StringComparer.Ordinal))
        {
            diagnostics.Add(ManifestMistakes.PolicyUnknown(unknown, place));
        }

        if (kinds.Count == 0 && manifest.Annotation(ArgoAnnotations.HelmHook) is null)
        {
            diagnostics.Add(ManifestMistakes.PolicyWithoutHook(manifest, place));
        }
    }

    private static SourceSpan Locate(ManifestDocument document, string map, string key) =>
        document.Locate($"metadata/{map}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
}
