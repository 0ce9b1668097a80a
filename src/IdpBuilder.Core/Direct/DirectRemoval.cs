using IdpBuilder.Manifests;

namespace IdpBuilder.Direct;

/// <summary>Ends a removal: what the pruning left, the objects of hooks, goes too, and everything is waited for.</summary>
internal sealed class DirectRemoval(IKubernetesApi api, LiveInventory live)
{
    /// <summary>Returns when no object of the operation is left.</summary>
    public async Task RunAsync(DirectOperation operation, DirectTargets targets, CancellationToken stop)
    {
        foreach (var manifest in Left(operation, targets).Where(manifest => manifest.DeletionTimestamp.Length == 0).ToArray())
        {
            await api.DeleteAsync(ResourceReference.To(manifest), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        while (Left(operation, targets).Any())
        {
            await live.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    private IEnumerable<Manifest> Left(DirectOperation operation, DirectTargets targets) => operation.Inventory
        .Select(item => live.Find(new ResourceKey(item.Type.Group, item.Type.Kind, item.Namespace, item.Name)))
        .OfType<Manifest>()
        .Where(manifest => targets.IsOwn(manifest) && DirectTargets.GoesWithPackage(manifest));
}
