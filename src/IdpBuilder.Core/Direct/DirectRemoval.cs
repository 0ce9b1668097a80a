using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>Ends a removal: what the pruning left, the objects of hooks, goes too, and everything is waited for.</summary>
internal sealed class DirectRemoval(DirectSyncCluster cluster, LiveInventory live, DirectOperation operation, DirectTargets targets)
{
    /// <summary>What is still there and why, for whoever gave up waiting; empty when nothing is.</summary>
    public string WaitsFor => string.Join("; ", Left.Select(manifest =>
        $"{manifest} is being deleted, held by {string.Join(", ", manifest.Metadata.Texts("finalizers").DefaultIfEmpty("its cluster"))}"));

    private IEnumerable<Manifest> Left => operation.Everything
        .Select(item => live.Find(item.Key))
        .OfType<Manifest>()
        .Distinct()
        .Where(manifest => targets.IsOwn(manifest) && DirectTargets.GoesWithPackage(manifest));

    /// <summary>Returns when no object of the operation is left.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var manifest in Left.ToArray())
        {
            // Of a hook that was broken off nobody reads the result any more.
            await cluster.RemoveFinalizerAsync(manifest, ArgoAnnotations.HookFinalizer, stop).ConfigureAwait(false);
            if (manifest.DeletionTimestamp.Length == 0)
            {
                await cluster.DeleteAsync(ResourceReference.To(manifest), DeletionPropagation.Background, stop).ConfigureAwait(false);
            }
        }

        while (Left.Any())
        {
            await live.WaitAsync(stop).ConfigureAwait(false);
        }
    }
}
