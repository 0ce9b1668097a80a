using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;

namespace IdpBuilder.Packages;

/// <summary>Follows the cause of a failure from a package's Applications down to the Pod or workflow step it began in.</summary>
public static class PackageCauses
{
    /// <summary>
    /// A verdict with its chain of causes carried on: failed hooks and Degraded objects that are workflows say which of their
    /// steps failed and with what exit code; others name the Pods below them that are not well.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="package">The package as it is now.</param>
    /// <param name="verdict">Why waiting ended.</param>
    /// <param name="clock">The cluster's time.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task<WaitVerdict> ExplainAsync(
        IKubernetesApi api, InstalledPackage package, WaitVerdict verdict, TimeProvider clock, CancellationToken stop)
    {
        var causes = verdict.Causes.ToList();
        foreach (var application in package.Applications)
        {
            foreach (var resource in Failed(application))
            {
                if (WorkflowEngines.Of(resource.Group, resource.Kind) is { } engine)
                {
                    causes.AddRange(await WorkflowCausesAsync(api, engine, resource, clock, stop).ConfigureAwait(false));
                }
            }
        }

        var tree = await PackageResources.ReadAsync(api, package, stop).ConfigureAwait(false);
        causes.AddRange(tree
            .Where(resource => resource is { Depth: > 0, Kind: "Pod", Health: HealthStatus.Degraded, Message.Length: > 0 })
            .Where(resource => !resource.Parent.StartsWith("Job ", StringComparison.Ordinal))
            .Select(resource => new WaitCause($"Pod '{resource.Namespace}/{resource.Name}'", resource.Message)));
        return verdict with { Causes = [.. causes.Distinct()] };
    }

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
