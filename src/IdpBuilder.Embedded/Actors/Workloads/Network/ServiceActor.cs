using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Network;

/// <summary>Gives load balancers an address. No packet ever flows.</summary>
internal sealed class ServiceActor : IActor
{
    private int _addresses;

    /// <inheritdoc/>
    public string Name => "service-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [ActorWatch.On(WorkloadKinds.Service)];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } service)
        {
            return Reconciliation.Done;
        }

        var status = StatusUpdate.Begin(service);
        var isBalancer = NodePath.Text(service.Spec, "type") == "LoadBalancer" && NodePath.Text(service.Spec, "loadBalancerClass").Length == 0;
        var hasAddress = NodePath.At(status, "loadBalancer", "ingress") is JsonArray { Count: > 0 };
        if (isBalancer && !hasAddress)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"172.18.255.{1 + (Interlocked.Increment(ref _addresses) % 250)}");
            status["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = address, ["ipMode"] = "VIP" }) };
            context.Events.Record(service, false, "EnsuredLoadBalancer", "Ensured load balancer");
        }
        else if (NodePath.Text(service.Spec, "type") != "LoadBalancer" && hasAddress)
        {
            status["loadBalancer"] = new JsonObject();
        }

        await StatusUpdate.WriteAsync(context, service, status, stop).ConfigureAwait(false);
        return Reconciliation.Done;
    }
}
