using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Options that an object's own annotation adds to, or sets against, the operation's.</summary>
public static class ResourceSyncOptions
{
    /// <summary>Whether the live object may not be pruned; its own annotation wins over the Application's option.</summary>
    public static bool IsPruningDisabled(Manifest? live, SyncOptions options) => PruneOption(live, options) == "false";

    /// <summary>Whether a user must confirm the pruning of the live object first.</summary>
    public static bool NeedsPruneConfirmation(Manifest? live, SyncOptions options) => PruneOption(live, options) == "confirm";

    /// <summary>Whether the live object is pruned after everything else.</summary>
    public static bool IsPrunedLast(Manifest? live, SyncOptions options) => options.PruneLast || Has(live, "PruneLast=true");

    /// <summary>Whether the object is replaced, not merged.</summary>
    public static bool IsReplaced(Manifest target, Manifest? live, SyncOptions options) =>
        options.Replace || Has(target, "Replace=true") || Has(live, "Replace=true");

    /// <summary>Whether an object that cannot be changed is deleted and created anew.</summary>
    public static bool IsForced(Manifest target, Manifest? live, SyncOptions options) =>
        options.Force || Has(target, "Force=true") || Has(live, "Force=true");

    /// <summary>Whether fields that the type does not have are refused.</summary>
    public static bool IsValidated(Manifest target, SyncOptions options) => options.Validate && !Has(target, "Validate=false");

    /// <summary>Whether the server merges; never in a dry run, which only looks whether the manifests are well-formed.</summary>
    public static bool IsServerSide(Manifest target, SyncOptions options, bool dryRun) =>
        !options.DryRun
        && !dryRun
        && !Has(target, "ServerSideApply=false")
        && (options.ServerSideApply || Has(target, "ServerSideApply=true"));

    /// <summary>Whether a missing type leaves the object out of the dry run.</summary>
    public static bool SkipsDryRunOnMissingType(Manifest? target, SyncOptions options) =>
        options.SkipDryRunOnMissingResource || Has(target, "SkipDryRunOnMissingResource=true");

    /// <summary>The value of the <c>Delete=</c> option, the object's own before its Application's; null when neither has one.</summary>
    public static string? DeleteOption(Manifest manifest, string? applications) =>
        AnnotationOptions.ValueOf(manifest, ArgoAnnotations.SyncOptions, "Delete") ?? applications;

    private static string? PruneOption(Manifest? live, SyncOptions options) =>
        AnnotationOptions.ValueOf(live, ArgoAnnotations.SyncOptions, "Prune") ?? options.DefaultPrune;

    private static bool Has(Manifest? manifest, string option) =>
        AnnotationOptions.Has(manifest, ArgoAnnotations.SyncOptions, option);
}
