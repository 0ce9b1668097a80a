using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;

namespace IdpBuilder.Packages;

/// <summary>Follows the cause of a failure from a package's Applications down to the Pod or workflow step it began in.</summary>
public static class PackageCauses
{
    // The failure is known already; what lies below it only helps, and whoever waits has waited long enough.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A verdict with its chain of causes carried on: failed hooks and Degraded objects that are workflows say which of their
    /// steps failed and with what exit code; others name the Pods below them that are not well. What the cluster does not tell
    /// within a moment is left out.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="package">The package as it is now.</param>
    /// <param name="verdict">Why waiting ended.</param>
    /// <param name="clock">The cluster's time.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static Task<WaitVerdict> ExplainAsync(
        IKubernetesApi api, InstalledPackage package, WaitVerdict verdict, TimeProvider clock, CancellationToken stop) =>
        ExplainAsync(
            api,
            [.. package.Applications.SelectMany(Failed)],
            [.. package.Applications.SelectMany(application => ManagedResources.Of(package.Name, application))],
            verdict, clock, stop);

    /// <summary>The same for objects that no Application of the package need manage.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="failed">The objects that have failed.</param>
    /// <param name="verdict">Why waiting ended.</param>
    /// <param name="clock">The cluster's time.</param>
    /// <param name="stop">Cancelled by the user.</param>
    internal static Task<WaitVerdict> ExplainAsync(
        IKubernetesApi api, IReadOnlyList<Manifest> failed, WaitVerdict verdict, TimeProvider clock, CancellationToken stop) =>
        ExplainAsync(
            api, [.. failed.Select(live => live.Key)], [.. failed.Select(live => ManagedResources.Alone(live))], verdict, clock, stop);

    private static async Task<WaitVerdict> ExplainAsync(
        IKubernetesApi api,
        IReadOnlyList<ResourceKey> failed,
        IReadOnlyList<PackageResource> roots,
        WaitVerdict verdict,
        TimeProvider clock,
        CancellationToken stop)
    {
        var causes = verdict.Causes.ToList();
        using var limit = new CancellationTokenSource(Limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            foreach (var key in failed)
            {
                if (WorkflowEngines.Of(key.Group, key.Kind) is { } engine)
                {
                    causes.AddRange(await WorkflowCausesAsync(api, engine, key, clock, ending.Token).ConfigureAwait(false));
                }
            }

            causes.AddRange(PodsAmong(await PackageResources.ReadAsync(api, roots, ending.Token).ConfigureAwait(false)));
        }
        catch (KubernetesApiException)
        {
            // That the cluster does not answer now is not why the package failed.
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }

        return verdict with { Causes = [.. causes.Where((cause, index) => !causes.Take(index).Any(earlier => Says(earlier, cause)))] };
    }

    // What the operation quotes of a hook, the hook itself says again.
    private static bool Says(WaitCause earlier, WaitCause cause) =>
        earlier.Subject.EndsWith(cause.Subject, StringComparison.Ordinal) && cause.Message.EndsWith(earlier.Message, StringComparison.Ordinal);

    private static IEnumerable<WaitCause> PodsAmong(IReadOnlyList<PackageResource> tree) => tree
        .Where(resource => resource is { Depth: > 0, Kind: "Pod", Health: HealthStatus.Degraded, Message.Length: > 0 })
        .Where(resource => !resource.Parent.StartsWith("Job ", StringComparison.Ordinal))
        .Select(resource => new WaitCause($"Pod '{resource.Namespace}/{resource.Name}'", resource.Message));

    private static IEnumerable<ResourceKey> Failed(Manifest application)
    {
        var state = new ApplicationState(application);
        return state.Results
            .Where(result => ApplicationState.Text(result, "hookPhase") is "Failed" or "Error")
            .Concat(state.Resources.Where(resource => ApplicationState.Text(resource["health"] as System.Text.Json.Nodes.JsonObject, "status") == "Degraded"))
            .Select(ApplicationState.KeyOf)
            .Distinct();
    }

    private static async Task<IEnumerable<WaitCause>> WorkflowCausesAsync(
        IKubernetesApi api, IWorkflowEngine engine, ResourceKey key, TimeProvider clock, CancellationToken stop)
    {
        var target = new ResourceReference(engine.RunType, key.Namespace, key.Name);
        if (await api.GetAsync(target, stop).ConfigureAwait(false) is not { } run)
        {
            return [];
        }

        var parts = new List<Manifest>();
        foreach (var type in engine.PartTypes)
        {
            parts.AddRange((await api.ListAsync(new ResourceSelector(type, key.Namespace), stop).ConfigureAwait(false)).Items);
        }

        return WorkflowEngines.Read(run, parts, clock.GetUtcNow()) is { } workflow ? WorkflowCondition.CausesOf(workflow) : [];
    }
}
