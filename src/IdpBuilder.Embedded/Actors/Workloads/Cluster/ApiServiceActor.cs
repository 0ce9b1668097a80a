using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Cluster;

/// <summary>Says of aggregated APIs that they are available when a ready Pod stands behind their Service. They do not answer: no container runs.</summary>
internal sealed class ApiServiceActor : IActor
{
    private readonly Interests _interests = new();

    /// <inheritdoc/>
    public string Name => "apiservice-availability-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
        [ActorWatch.On(WorkloadKinds.ApiService), new(WorkloadKinds.Service, _interests.For), new(WorkloadKinds.Endpoints, _interests.For)];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } api)
        {
            _interests.Set(key, []);
            return Reconciliation.Done;
        }

        var name = NodePath.Text(api.Spec, "service", "name");
        var space = NodePath.Text(api.Spec, "service", "namespace");
        _interests.Set(key, [new(string.Empty, "Service", space, name), new(string.Empty, "Endpoints", space, name)]);
        var (isAvailable, reason, message) = Judge(name, space, context.Cache);
        var status = StatusUpdate.Begin(api);
        Conditions.Set(status, "Available", isAvailable ? "True" : "False", reason, message, context.Clock.GetUtcNow());
        await StatusUpdate.WriteAsync(context, api, status, stop).ConfigureAwait(false);
        return Reconciliation.Done;
    }

    private static (bool IsAvailable, string Reason, string Message) Judge(string name, string space, IResourceCache cache)
    {
        if (name.Length == 0)
        {
            return (true, "Local", "Local APIServices are always available");
        }

        if (cache.Find(new ResourceKey(string.Empty, "Service", space, name)) is null)
        {
            return (false, "ServiceNotFound", $"service/{name} in \"{space}\" is not present");
        }

        var subsets = cache.Find(new ResourceKey(string.Empty, "Endpoints", space, name))?.Json["subsets"] as JsonArray;
        return subsets?.OfType<JsonObject>().Any(subset => subset["addresses"] is JsonArray { Count: > 0 }) == true
            ? (true, "Passed", "all checks passed")
            : (false, "MissingEndpoints", $"endpoints for service/{name} in \"{space}\" have no addresses with port name \"\"");
    }
}
