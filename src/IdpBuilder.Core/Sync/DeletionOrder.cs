using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Decides which objects go when an Application with a cascading finalizer is deleted, and in which batches.</summary>
public static class DeletionOrder
{
    /// <summary>
    /// Whether an object goes with its Application: not a CustomResourceDefinition, not the Application itself, and not one
    /// that asks to be kept, or that its Application's <c>Delete=</c> option keeps.
    /// </summary>
    public static bool GoesWith(Manifest live, ResourceKey application, string? deleteOption = null) =>
        !CustomResourceDefinitions.IsDefinition(live)
        && live.Key != application
        && ResourceSyncOptions.DeleteOption(live, deleteOption) != "false"
        && !AnnotationOptions.Has(live, ArgoAnnotations.HelmResourcePolicy, "keep");

    /// <summary>The objects of the highest wave: the waves are deleted in reverse.</summary>
    public static IReadOnlyList<Manifest> NextBatch(IReadOnlyCollection<Manifest> objects)
    {
        if (objects.Count <= 1)
        {
            return [.. objects];
        }

        var last = objects.Max(SyncWave.Of);
        return objects.Where(manifest => SyncWave.Of(manifest) == last).ToArray();
    }
}
