using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Tells hooks from ordinary manifests, by Argo CD's annotations and by helm's.</summary>
public static class Hook
{
    private static readonly IReadOnlyList<HookDeletePolicy> DefaultPolicies = [HookDeletePolicy.BeforeHookCreation];

    private static readonly IReadOnlyList<SyncPhase> OnlySync = [SyncPhase.Sync];

    /// <summary>
    /// Whether the object is a hook of a sync. Any other text than a hook's name makes it one too, without a phase:
    /// it is never applied. Helm's <c>crd-install</c> is an ordinary manifest.
    /// </summary>
    public static bool IsHook(Manifest manifest)
    {
        if (manifest.Annotation(ArgoAnnotations.Hook) is not null)
        {
            return !IsSkipped(manifest);
        }

        return manifest.Annotation(ArgoAnnotations.HelmHook) is { } helm && helm != "crd-install";
    }

    /// <summary>Whether <c>Skip</c> is all its annotation says.</summary>
    public static bool IsSkipped(Manifest manifest) =>
        manifest.Annotation(ArgoAnnotations.Hook) is not null && KindsOf(manifest) is [HookKind.Skip];

    /// <summary>Whether it is a hook that no phase of a sync runs, such as helm's <c>test</c>.</summary>
    public static bool IsIgnored(Manifest manifest) => IsHook(manifest) && KindsOf(manifest).Count == 0;

    /// <summary>Whether it runs when the Application is deleted.</summary>
    public static bool IsDeletionHook(Manifest manifest, HookKind kind)
    {
        var (argo, helm) = kind == HookKind.PreDelete ? ("PreDelete", "pre-delete") : ("PostDelete", "post-delete");
        return AnnotationOptions.Has(manifest, ArgoAnnotations.Hook, argo)
            || AnnotationOptions.Has(manifest, ArgoAnnotations.HelmHook, helm);
    }

    /// <summary>Whether it is a hook of a sync or of a deletion.</summary>
    public static bool IsAnyHook(Manifest manifest) =>
        IsHook(manifest) || IsDeletionHook(manifest, HookKind.PreDelete) || IsDeletionHook(manifest, HookKind.PostDelete);

    /// <summary>The kinds that concern a sync. Helm's annotation counts only where Argo CD's names none.</summary>
    public static IReadOnlyList<HookKind> KindsOf(Manifest manifest)
    {
        var kinds = Map(manifest, ArgoAnnotations.Hook, ArgoKind);
        return kinds.Count > 0 ? kinds : Map(manifest, ArgoAnnotations.HelmHook, HelmKind);
    }

    /// <summary>The phases in which it is applied: <see cref="SyncPhase.Sync"/> for ordinary manifests, none for skipped ones.</summary>
    public static IReadOnlyList<SyncPhase> PhasesOf(Manifest manifest)
    {
        if (!IsHook(manifest))
        {
            return IsSkipped(manifest) ? [] : OnlySync;
        }

        return KindsOf(manifest)
            .Where(kind => kind <= HookKind.SyncFail)
            .Select(kind => (SyncPhase)kind)
            .Distinct()
            .Order()
            .ToArray();
    }

    /// <summary>The delete policies of both annotations together; the default when they name none.</summary>
    public static IReadOnlyList<HookDeletePolicy> DeletePoliciesOf(Manifest manifest)
    {
        var argo = Map(manifest, ArgoAnnotations.HookDeletePolicy, ArgoPolicy);
        var helm = Map(manifest, ArgoAnnotations.HelmHookDeletePolicy, HelmPolicy);
        return (argo.Count, helm.Count) switch
        {
            (0, 0) => DefaultPolicies,
            (_, 0) => argo,
            (0, _) => helm,
            _ => argo.Concat(helm).Distinct().ToArray(),
        };
    }

    private static IReadOnlyList<T> Map<T>(Manifest manifest, string annotation, Func<string, T?> read)
        where T : struct
    {
        if (manifest.Annotation(annotation) is null)
        {
            return [];
        }

        return AnnotationOptions.Values(manifest, annotation)
            .Select(read)
            .Where(value => value is not null)
            .Select(value => value!.Value)
            .Distinct()
            .ToArray();
    }

    private static HookKind? ArgoKind(string text) => text switch
    {
        "PreSync" => HookKind.PreSync,
        "Sync" => HookKind.Sync,
        "PostSync" => HookKind.PostSync,
        "SyncFail" => HookKind.SyncFail,
        "Skip" => HookKind.Skip,
        _ => null,
    };

    private static HookKind? HelmKind(string text) => text switch
    {
        "pre-install" or "pre-upgrade" => HookKind.PreSync,
        "post-install" or "post-upgrade" => HookKind.PostSync,
        _ => null,
    };

    private static HookDeletePolicy? ArgoPolicy(string text) => text switch
    {
        "BeforeHookCreation" => HookDeletePolicy.BeforeHookCreation,
        "HookSucceeded" => HookDeletePolicy.HookSucceeded,
        "HookFailed" => HookDeletePolicy.HookFailed,
        _ => null,
    };

    private static HookDeletePolicy? HelmPolicy(string text) => text switch
    {
        "before-hook-creation" => HookDeletePolicy.BeforeHookCreation,
        "hook-succeeded" => HookDeletePolicy.HookSucceeded,
        "hook-failed" => HookDeletePolicy.HookFailed,
        _ => null,
    };
}
