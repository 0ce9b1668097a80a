using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Reporting;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;

namespace IdpBuilder.Direct;

/// <summary>The state of packages that were applied without Argo CD, from their records and their objects.</summary>
internal static class DirectStatuses
{
    /// <summary>The state of every such package.</summary>
    public static async Task<IReadOnlyList<PackageStatus>> ListAsync(ClusterConnection connection, CancellationToken stop)
    {
        var records = await DirectRecords.ListAsync(connection.Api, stop).ConfigureAwait(false);
        var found = await Task.WhenAll(records.Select(record => OfAsync(connection, record, stop))).ConfigureAwait(false);
        return found;
    }

    /// <summary>The state of one package; null when it was not applied so.</summary>
    public static async Task<PackageStatus?> FindAsync(ClusterConnection connection, string package, CancellationToken stop) =>
        await DirectRecords.FindAsync(connection.Api, package, stop).ConfigureAwait(false) is { } record
            ? await OfAsync(connection, record, stop).ConfigureAwait(false)
            : null;

    /// <summary>Waits until a package is ready or cannot become it any more.</summary>
    public static Task<WaitOutcome> WaitAsync(IKubernetesApi api, DirectRecord record, Deadline deadline, IRunReporter reporter, CancellationToken stop) =>
        Wait.ForAsync(
            api,
            async ending => [DirectRecords.SelectorOf(record.Package), .. await DirectSelectors.OfAsync(api, record.Inventory, ending).ConfigureAwait(false)],
            new DirectReadiness(record.Package),
            deadline,
            reporter,
            stop);

    private static async Task<PackageStatus> OfAsync(ClusterConnection connection, DirectRecord record, CancellationToken stop)
    {
        var objects = await DirectSelectors.ListAsync(connection.Api, record.Inventory, stop).ConfigureAwait(false);
        return Of(connection, record, objects.GetValueOrDefault);
    }

    /// <summary>The state of a package whose objects are known.</summary>
    public static PackageStatus Of(ClusterConnection connection, DirectRecord record, Func<ResourceKey, Manifest?> find)
    {
        var verdict = DirectReadiness.Judge(record, find);
        var health = DirectReadiness.Health(record, find).Select(state => state.Status ?? HealthStatus.Healthy).ToArray();
        var phases = record.Operations.Select(operation => operation.Phase).ToArray();
        return new PackageStatus
        {
            Name = record.Package,
            Cluster = connection.Cluster.Name,
            Type = PackageStatus.DirectType,
            Ready = verdict.State == WaitState.Satisfied,
            Sync = Array.TrueForAll(phases, phase => phase == OperationPhase.Succeeded) ? "Synced" : "OutOfSync",
            Health = health.Append(HealthStatus.Healthy).Max().ToString(),
            Phase = phases.Length == 0 ? string.Empty : phases.MinBy(phase => phase == OperationPhase.Succeeded).ToString(),
            Message = verdict.Causes.Count > 0 ? string.Join("; ", verdict.Causes) : verdict.State == WaitState.Waiting ? verdict.Seen : string.Empty,
            Revision = string.Join(", ", record.Operations.Select(operation => operation.Revision).Distinct(StringComparer.Ordinal)),
            Url = PackagePages.UrlOf(record.Inventory.Select(item => find(item.Key)).OfType<Manifest>(), PlatformFacts.Of(connection.Cluster)),
            Applications = [.. record.Operations.Select(operation => operation.Application)],
            Hooks = [.. record.Operations.SelectMany(HooksOf)],
            DependsOn = record.DependsOn,
            Path = record.Path,
            Options = record.Options,
            Installation = record.Installation,
        };
    }

    private static IEnumerable<PackageHook> HooksOf(DirectOperation operation) => operation.Results.Where(result => result.IsHook).Select(result => new PackageHook(
        operation.Application, result.Key.Kind, result.Key.Namespace, result.Key.Name, result.Phase.ToString(), result.State?.ToString() ?? string.Empty, result.Message));
}
