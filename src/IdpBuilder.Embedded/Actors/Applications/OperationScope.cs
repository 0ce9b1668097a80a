using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Reads from an operation what the sync engine is to do.</summary>
internal static class OperationScope
{
    /// <summary>The options of the operation: those it lists, and those that follow from its other settings.</summary>
    public static SyncOptions OptionsOf(OperationRecord operation, ApplicationRecord application)
    {
        var sync = operation.Sync;
        var (apply, hook) = (sync.Map("syncStrategy").Map("apply"), sync.Map("syncStrategy").Map("hook"));
        var options = SyncOptions.Parse(sync.Texts("syncOptions"));
        var manager = application.Manifest.Annotation(ArgoAnnotations.MigrationManager);
        return options with
        {
            DryRun = sync.Flag("dryRun"),
            Prune = sync.Flag("prune"),
            Force = apply.Flag("force") || hook.Flag("force"),
            SkipHooks = apply is not null || sync.Maps("resources").Any(),
            PruneConfirmed = application.IsConfirmedSince(operation.StartedAt),
            MigrationManager = options.MigrationManager.Length > 0 && !string.IsNullOrEmpty(manager) ? manager : options.MigrationManager,
        };
    }

    /// <summary>Which objects a selective sync names; null for all.</summary>
    public static Func<ReconciledResource, bool>? FilterOf(OperationRecord operation, string destination)
    {
        var selected = operation.Sync.Maps("resources").ToArray();
        return selected.Length == 0 ? null : resource => Array.Exists(selected, entry => Selects(entry, resource.Object, destination));
    }

    /// <summary>The pairs as they are synced: with live values in ignored places where the options ask for it.</summary>
    public static IReadOnlyList<ReconciledResource> ResourcesOf(ComparedState state, SyncOptions options, IgnoredDifferences? ignored)
    {
        var own = state.Matching.Resources.Where(resource =>
            resource.Target is not null || Hook.IsHook(resource.Object) || ResourceTracking.IsSelfReferenced(resource.Live, resource.Target));
        return options.RespectIgnoreDifferences && ignored is not null
            ? [.. own.Select(resource => resource is { Target: { } target, Live: { } live } ? resource with { Target = ignored.Adopt(target, live) } : resource)]
            : [.. own];
    }

    private static bool Selects(JsonObject entry, Manifest manifest, string destination)
    {
        var type = manifest.GroupVersionKind;
        var inNamespace = entry.Text("namespace");
        return entry.Text("group") == type.Group
            && entry.Text("kind") == type.Kind
            && entry.Text("name") == manifest.Name
            && (inNamespace.Length == 0 || inNamespace == (manifest.Namespace.Length > 0 ? manifest.Namespace : destination));
    }
}
