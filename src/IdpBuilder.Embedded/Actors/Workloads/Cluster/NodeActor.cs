using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Strategies;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Cluster;

/// <summary>Furnishes the cluster: its node, ready and with a lease, and with it the default storage class, as a kind cluster has them. It does not renew the lease: nobody looks.</summary>
internal sealed class NodeActor : IActor
{
    private static readonly ResourceKey Key = new(string.Empty, "Node", string.Empty, EmbeddedNode.Name);

    /// <inheritdoc/>
    public string Name => "node-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        new(WorkloadKinds.Namespace, created => created.Name == "kube-node-lease" ? [Key] : []),
        new(WorkloadKinds.Node, node => node.Name == EmbeddedNode.Name ? [Key] : []),
        new(WorkloadKinds.Lease, _ => []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        var now = context.Clock.GetUtcNow();
        if (context.Cache.Find(Key) is not { } node)
        {
            // Who deletes the class afterwards does not want it.
            await CreateAsync(NewStorageClass(), context, stop).ConfigureAwait(false);
            await CreateAsync(NewNode(), context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        if (context.Cache.Find(NewLease(now).Key) is null)
        {
            await CreateAsync(NewLease(now), context, stop).ConfigureAwait(false);
        }

        if (!Conditions.IsTrue(node.Status, "Ready"))
        {
            await StatusUpdate.WriteAsync(context, node, StatusOf(now), stop).ConfigureAwait(false);
            context.Events.Record(node, false, "NodeReady", $"Node {EmbeddedNode.Name} status is now: NodeReady");
        }
        else if (node.Spec?["taints"] is JsonArray taints && taints.Any(IsNotReady))
        {
            var open = node.Clone();
            open.Spec!["taints"] = new JsonArray([.. taints.Where(taint => !IsNotReady(taint)).Select(taint => taint!.DeepClone())]);
            await context.Api.ReplaceAsync(open, WriteOptions.Default, stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
    }

    private static async Task CreateAsync(Manifest furniture, ActorContext context, CancellationToken stop)
    {
        try
        {
            await context.Api.CreateAsync(furniture, WriteOptions.Default, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException known) when (known.Code == 409)
        {
            // It was there before its watch told.
        }
    }

    private static bool IsNotReady(JsonNode? taint) => taint is JsonObject json && NodePath.Text(json, "key") == NodeStrategy.NotReady;

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static Manifest NewNode() => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Node",
        ["metadata"] = new JsonObject
        {
            ["name"] = EmbeddedNode.Name,
            ["labels"] = new JsonObject
            {
                ["kubernetes.io/hostname"] = EmbeddedNode.Name,
                ["kubernetes.io/os"] = "linux",
                ["kubernetes.io/arch"] = Architecture,
                ["node-role.kubernetes.io/control-plane"] = string.Empty,
                ["ingress-ready"] = "true",
            },
        },
        ["spec"] = new JsonObject { ["podCIDR"] = "10.244.0.0/16", ["providerID"] = $"embedded://{EmbeddedNode.Name}" },
    });

    private static JsonObject StatusOf(DateTimeOffset now)
    {
        var status = new JsonObject
        {
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = EmbeddedNode.Address },
                new JsonObject { ["type"] = "Hostname", ["address"] = EmbeddedNode.Name }),
            ["capacity"] = Resources(),
            ["allocatable"] = Resources(),
            ["nodeInfo"] = new JsonObject
            {
                ["architecture"] = Architecture,
                ["operatingSystem"] = "linux",
                ["osImage"] = "none (embedded: nothing is run)",
                ["kubeletVersion"] = ServerVersion.GitVersion,
                ["kubeProxyVersion"] = string.Empty,
                ["containerRuntimeVersion"] = "embedded://",
                ["kernelVersion"] = string.Empty,
                ["machineID"] = string.Empty,
                ["systemUUID"] = string.Empty,
                ["bootID"] = string.Empty,
            },
        };
        Conditions.Set(status, "MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available", now);
        Conditions.Set(status, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now);
        Conditions.Set(status, "PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available", now);
        Conditions.Set(status, "Ready", "True", "KubeletReady", "kubelet is posting ready status", now);
        foreach (var condition in status["conditions"]!.AsArray().OfType<JsonObject>())
        {
            condition["lastHeartbeatTime"] = ClusterTime.Text(now);
        }

        return status;
    }

    private static JsonObject Resources() => new() { ["cpu"] = "8", ["memory"] = "32Gi", ["pods"] = "10000", ["ephemeral-storage"] = "100Gi" };

    private static Manifest NewLease(DateTimeOffset now) => new(new JsonObject
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["namespace"] = "kube-node-lease", ["name"] = EmbeddedNode.Name },
        ["spec"] = new JsonObject
        {
            ["holderIdentity"] = EmbeddedNode.Name,
            ["leaseDurationSeconds"] = 40,
            ["renewTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        },
    });

    private static Manifest NewStorageClass() => new(new JsonObject
    {
        ["apiVersion"] = "storage.k8s.io/v1",
        ["kind"] = "StorageClass",
        ["metadata"] = new JsonObject
        {
            ["name"] = "standard",
            ["annotations"] = new JsonObject { ["storageclass.kubernetes.io/is-default-class"] = "true" },
        },
        ["provisioner"] = "rancher.io/local-path",
        ["reclaimPolicy"] = "Delete",
        ["volumeBindingMode"] = "WaitForFirstConsumer",
    });
}
