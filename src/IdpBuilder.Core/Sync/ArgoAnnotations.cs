namespace IdpBuilder.Sync;

/// <summary>The names of the annotations and finalizers by which manifests and Applications speak to Argo CD.</summary>
public static class ArgoAnnotations
{
    /// <summary>The phases in which an object runs as a hook, comma-separated.</summary>
    public const string Hook = "argocd.argoproj.io/hook";

    /// <summary>When a hook's object is deleted, comma-separated.</summary>
    public const string HookDeletePolicy = "argocd.argoproj.io/hook-delete-policy";

    /// <summary>The wave, a whole number.</summary>
    public const string SyncWave = "argocd.argoproj.io/sync-wave";

    /// <summary>Options for one object, comma-separated.</summary>
    public const string SyncOptions = "argocd.argoproj.io/sync-options";

    /// <summary>How one object is compared, comma-separated.</summary>
    public const string CompareOptions = "argocd.argoproj.io/compare-options";

    /// <summary>Which Application manages the object, and as what.</summary>
    public const string TrackingId = "argocd.argoproj.io/tracking-id";

    /// <summary>Keeps an object's health out of its Application's.</summary>
    public const string IgnoreHealthCheck = "argocd.argoproj.io/ignore-healthcheck";

    /// <summary>Has a Pod that ends judged as one that runs for ever.</summary>
    public const string IgnoreRestartPolicy = "argocd.argoproj.io/ignore-restart-policy";

    /// <summary>The time at which a user confirmed prunings or deletions.</summary>
    public const string DeletionApproved = "argocd.argoproj.io/deletion-approved";

    /// <summary>Asks for a refresh: <c>normal</c> or <c>hard</c>.</summary>
    public const string Refresh = "argocd.argoproj.io/refresh";

    /// <summary>Asks for an ApplicationSet to be looked at now: <c>true</c>.</summary>
    public const string ApplicationSetRefresh = "argocd.argoproj.io/application-set-refresh";

    /// <summary>Keeps the controller away from an Application.</summary>
    public const string SkipReconcile = "argocd.argoproj.io/skip-reconcile";

    /// <summary>The field manager whose fields a server-side apply takes over.</summary>
    public const string MigrationManager = "argocd.argoproj.io/client-side-apply-migration-manager";

    /// <summary>Keeps a hook's object until its result has been read.</summary>
    public const string HookFinalizer = "argocd.argoproj.io/hook-finalizer";

    /// <summary>Helm's name for a hook.</summary>
    public const string HelmHook = "helm.sh/hook";

    /// <summary>Helm's name for a hook's delete policies.</summary>
    public const string HelmHookDeletePolicy = "helm.sh/hook-delete-policy";

    /// <summary>Helm's name for a hook's wave.</summary>
    public const string HelmHookWeight = "helm.sh/hook-weight";

    /// <summary>Helm's way to keep an object when its release goes.</summary>
    public const string HelmResourcePolicy = "helm.sh/resource-policy";
}
