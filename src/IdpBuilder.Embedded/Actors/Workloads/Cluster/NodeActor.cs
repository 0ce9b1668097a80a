using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Cluster;

/// <summary>Furnishes the cluster: its node, ready and with a lease, and the default storage class, as a kind cluster has them. It does not renew the lease: nobody looks.</summary>
internal sealed class NodeActor : IActor
{
    private static readonly ResourceKey Key = new(string.Empty, "Node", string.Empty, ClusterNode.Name);

    /// <inheritdoc/>
    public string Name => "node-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        new(WorkloadKinds.Namespace, created => created.Name == "kube-node-lease" ? [Key] : []),
        new(WorkloadKinds.Node, node => node.Name == ClusterNode.Name ? [Key] : []),
        new(WorkloadKinds.Lease, _ => []),
        new(WorkloadKinds.StorageClass, _ => []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        var now = context.Clock.GetUtcNow();
        var node = context.Cache.Find(Key) ?? await context.Api.CreateAsync(NewNode(), WriteOptions.Default, stop).ConfigureAwait(false);
        if (!Conditions.IsTrue(node.Status, "Ready"))
        {
            await StatusUpdate.WriteAsync(context, node, StatusOf(now), stop).ConfigureAwait(false);
            context.Events.Record(node, false, "NodeReady", $"Node {ClusterNode.Name} status is now: NodeReady");
        }

        foreach (var furniture in new[] { NewLease(now), NewStorageClass() })
        {
            if (context.Cache.Find(furniture.Key) is null)
            {
                await context.Api.CreateAsync(furniture, WriteOptions.Default, stop).ConfigureAwait(false);
            }
        }

        return Reconciliation.Done;
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static Manifest NewNode() => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Node",
        ["metadata"] = new JsonObject
        {
            ["name"] = ClusterNode.Name,
            ["labels"] = new JsonObject
            {
                ["kubernetes.io/hostname"] = ClusterNode.Name,
                ["kubernetes.io/os"] = "linux",
                ["kubernetes.io/arch"] = Architecture,
                ["node-role.kubernetes.io/control-plane"] = string.Empty,
                ["ingress-ready"] = "true",
            },
        },
        ["spec"] = new JsonObject { ["podCIDR"] = "10.244.0.0/16", ["providerID"] = $"embedded://{ClusterNode.Name}" },
    });

    private static JsonObject StatusOf(DateTimeOffset now)
    {
        var status = new JsonObject
        {
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = ClusterNode.Address },
                new JsonObject { ["type"] = "Hostname", ["address"] = ClusterNode.Name }),
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
        return status;
    }

    private static JsonObject Resources() => new() { ["cpu"] = "8", ["memory"] = "32Gi", ["pods"] = "10000", ["ephemeral-storage"] = "100Gi" };

    private static Manifest NewLease(DateTimeOffset now) => new(new JsonObject
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["namespace"] = "kube-node-lease", ["name"] = ClusterNode.Name },
        ["spec"] = new JsonObject
        {
            ["holderIdentity"] = ClusterNode.Name,
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
