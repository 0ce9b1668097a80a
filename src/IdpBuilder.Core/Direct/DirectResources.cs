using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>The objects of a package that was applied without Argo CD, from its record and as they are.</summary>
internal static class DirectResources
{
    /// <summary>Every object of a package; hooks come last.</summary>
    public static async Task<IReadOnlyList<PackageResource>> ReadAsync(IKubernetesApi api, DirectRecord record, CancellationToken stop)
    {
        var live = await DirectSelectors.ListAsync(api, record.Inventory, stop).ConfigureAwait(false);
        return [.. record.Operations.SelectMany(operation => Of(record.Package, operation, live)).OrderBy(resource => resource.Hook.Length > 0)];
    }

    private static IEnumerable<PackageResource> Of(string package, DirectOperation operation, IReadOnlyDictionary<ResourceKey, Manifest> live)
    {
        var ordinary = operation.Inventory.Select(item => Ordinary(package, operation, item.Key, live.GetValueOrDefault(item.Key)));
        var hooks = operation.Results.Where(result => result.IsHook).GroupBy(result => result.Key).Select(results => Hook(package, operation, results.Key, [.. results]));
        return ordinary.Concat(hooks);
    }

    private static PackageResource Ordinary(string package, DirectOperation operation, ResourceKey key, Manifest? live)
    {
        var health = live is null ? new ResourceHealth(key.Kind, key.Namespace, key.Name, HealthStatus.Missing, "it is not there") : ResourceHealth.Of(live);
        var synced = live is not null && operation.Phase == OperationPhase.Succeeded ? "Synced" : "OutOfSync";
        return new PackageResource(
            package, operation.Application, key.Group, key.Kind, key.Namespace, key.Name, synced, health.Status, health.Message,
            string.Empty, string.Empty, live is null ? 0 : SyncWave.Of(live), string.Empty, 0);
    }

    private static PackageResource Hook(string package, DirectOperation operation, ResourceKey key, SyncResult[] results) => new(
        package, operation.Application, key.Group, key.Kind, key.Namespace, key.Name, string.Empty, null, results[^1].Message,
        string.Join(',', results.Select(result => result.Phase.ToString())), results[^1].State?.ToString() ?? string.Empty, 0, string.Empty, 0);
}
