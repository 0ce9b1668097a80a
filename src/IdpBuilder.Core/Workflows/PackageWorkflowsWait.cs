using IdpBuilder.Clusters;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Workflows;

/// <summary>Waits for the imperative work of a package, on clusters with and without Argo CD and Argo Workflows.</summary>
public static class PackageWorkflowsWait
{
    /// <summary>Waits until all hooks and workflows of a package's operation have succeeded, or cannot any more.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="package">The package's name.</param>
    /// <param name="inNamespace">The namespace of the Workflows that count beside the operation; empty for all.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="reporter">Is told what is seen.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task<WaitOutcome> ForAsync(
        ClusterConnection cluster, string package, string inNamespace, TimeSpan timeout, TimeProvider clock, IRunReporter reporter, CancellationToken stop)
    {
        var deadline = Deadline.After(timeout, clock);
        var condition = new PackageWorkflowsCondition(package, inNamespace, cluster.Clock);

        // A Workflow that the operation made may be seen after its end, and with a type that the operation brought not before the next look.
        return await Wait.ConfirmedAsync(cluster.Api, SelectorsAsync, condition, deadline, reporter, stop).ConfigureAwait(false);

        async Task<IReadOnlyList<ResourceSelector>> SelectorsAsync(CancellationToken ending)
        {
            var runs = await RunTypesAsync(cluster.Api, ending).ConfigureAwait(false);
            return [.. await OwnersAsync(cluster.Api, package, ending).ConfigureAwait(false), .. runs.Select(type => new ResourceSelector(type, inNamespace))];
        }
    }

    // What every engine's runs and their parts are, of those that the cluster has; Jobs and Pods count as hooks only, which the operation tells.
    private static async Task<IReadOnlyList<GroupVersionKind>> RunTypesAsync(IKubernetesApi api, CancellationToken stop)
    {
        var served = (await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false)).Select(resource => resource.Type).ToHashSet();
        return [.. WorkflowEngines.All.Where(engine => !engine.OnlyHooks).Select(engine => engine.RunType).Where(served.Contains)];
    }

    private static async Task<IReadOnlyList<ResourceSelector>> OwnersAsync(IKubernetesApi api, string package, CancellationToken stop)
    {
        var direct = !ArgoTypes.AreServed(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false))
            || await DirectRecords.FindAsync(api, package, stop).ConfigureAwait(false) is not null;
        return direct
            ? [DirectRecords.SelectorOf(package)]
            : await InstalledPackage.SelectorsForAsync(api, package, stop).ConfigureAwait(false);
    }
}
