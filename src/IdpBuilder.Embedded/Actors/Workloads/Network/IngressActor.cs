using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Network;

/// <summary>Answers for every ingress controller: each Ingress is published as <c>localhost</c>.</summary>
internal sealed class IngressActor : IActor
{
    /// <inheritdoc/>
    public string Name => "ingress-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [ActorWatch.On(WorkloadKinds.Ingress)];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is { DeletionTimestamp.Length: 0 } ingress
            && NodePath.At(ingress.Status, "loadBalancer", "ingress") is not JsonArray { Count: > 0 })
        {
            var status = StatusUpdate.Begin(ingress);
            status["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["hostname"] = "localhost" }) };
            await StatusUpdate.WriteAsync(context, ingress, status, stop).ConfigureAwait(false);
            context.Events.Record(ingress, false, "Sync", "Scheduled for sync");
        }

        return Reconciliation.Done;
    }
}
