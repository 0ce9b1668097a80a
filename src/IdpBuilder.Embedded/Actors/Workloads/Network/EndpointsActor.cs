using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Network;

/// <summary>Keeps the EndpointSlice and the Endpoints of every Service with a selector. It works namespace by namespace: one change of a Pod may concern many Services.</summary>
internal sealed class EndpointsActor : IActor
{
    private const string ServiceLabel = "kubernetes.io/service-name";
    private const string OwnMark = "endpointslice-controller.k8s.io";

    /// <inheritdoc/>
    public string Name => "endpoint-slice-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        new(WorkloadKinds.Service, NamespaceOf),
        new(WorkloadKinds.Pod, pod => pod.Metadata?["labels"] is null ? [] : NamespaceOf(pod)),
        new(WorkloadKinds.EndpointSlice, _ => []),
        new(WorkloadKinds.Endpoints, _ => []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        var services = context.Cache.List(string.Empty, "Service", key.Name);
        var selecting = services.Where(service => service.DeletionTimestamp.Length == 0 && service.Spec?["selector"] is JsonObject { Count: > 0 }).ToList();
        var pods = selecting.Count == 0 ? [] : context.Cache.List(string.Empty, "Pod", key.Name);
        var hasSlices = selecting.Count > 0 && await ServesSlicesAsync(context.Api, stop).ConfigureAwait(false);
        foreach (var service in selecting)
        {
            var addresses = new EndpointAddresses(service, pods);
            await PutAsync(Endpoints(service, addresses), context, stop).ConfigureAwait(false);
            if (hasSlices)
            {
                await PutAsync(Slice(service, addresses, context.Cache), context, stop).ConfigureAwait(false);
            }
        }

        // Slices go with their Services, which own them; Endpoints have no owner.
        var names = services.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in context.Cache.List(string.Empty, "Endpoints", key.Name)
            .Where(endpoints => !names.Contains(endpoints.Name) && endpoints.Annotation(ClusterMarks.ManagedBy) == Name))
        {
            await context.Api.DeleteAsync(ResourceReference.To(stray), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
    }

    // Kubernetes 1.20, on which the actors may play as well, has them in a beta version only.
    private static async Task<bool> ServesSlicesAsync(IKubernetesApi api, CancellationToken stop) =>
        (await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false)).Any(served => served.Type == WorkloadKinds.EndpointSlice);

    private static IEnumerable<ResourceKey> NamespaceOf(Manifest manifest) => [new ResourceKey(string.Empty, "Namespace", string.Empty, manifest.Namespace)];

    private static JsonObject Slice(Manifest service, EndpointAddresses addresses, IResourceCache cache)
    {
        var known = cache.ListOwned("discovery.k8s.io", "EndpointSlice", service.Uid).FirstOrDefault();
        var slice = addresses.ToSlice();
        slice["apiVersion"] = "discovery.k8s.io/v1";
        slice["kind"] = "EndpointSlice";
        slice["metadata"] = new JsonObject
        {
            ["namespace"] = service.Namespace,
            ["name"] = known?.Name ?? $"{service.Name}-{PodTemplate.Hash(service.Uid)[..5]}",
            ["labels"] = new JsonObject { [ServiceLabel] = service.Name, ["endpointslice.kubernetes.io/managed-by"] = OwnMark },
            ["ownerReferences"] = new JsonArray(OwnerReferences.To(service)),
        };
        return slice;
    }

    private JsonObject Endpoints(Manifest service, EndpointAddresses addresses)
    {
        var endpoints = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Endpoints",
            ["metadata"] = new JsonObject
            {
                ["namespace"] = service.Namespace,
                ["name"] = service.Name,
                ["annotations"] = new JsonObject { [ClusterMarks.ManagedBy] = Name },
            },
        };
        if (addresses.ToSubsets() is { Count: > 0 } subsets)
        {
            endpoints["subsets"] = subsets;
        }

        return endpoints;
    }

    private static async Task PutAsync(JsonObject wanted, ActorContext context, CancellationToken stop)
    {
        var manifest = new Manifest(wanted);
        if (context.Cache.Find(manifest.Key) is not { } known)
        {
            await context.Api.CreateAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
            return;
        }

        var fields = wanted.Where(field => field.Key != "metadata").Select(field => field.Key).Append("subsets");
        if (fields.Any(field => !JsonNode.DeepEquals(known.Json[field], wanted[field])))
        {
            wanted["metadata"] = known.Metadata!.DeepClone();
            await context.Api.ReplaceAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
        }
    }
}
