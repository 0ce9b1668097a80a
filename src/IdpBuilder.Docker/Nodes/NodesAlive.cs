using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Docker.Nodes;

/// <summary>
/// All nodes are ready, and say so themselves: after a start their state is what it was before the stop, until each kubelet has
/// renewed its lease. What is compared is the lease, not the time: the clocks of the nodes are not ours.
/// </summary>
/// <param name="names">The nodes' names.</param>
/// <param name="before">The leases as the API had them when it first answered.</param>
internal sealed class NodesAlive(IReadOnlyList<string> names, IReadOnlyList<Manifest> before) : IWaitCondition
{
    private readonly NodesReady _ready = new(names);

    /// <summary>The leases of nodes.</summary>
    public static ResourceSelector Leases { get; } = new(new GroupVersionKind("coordination.k8s.io", "v1", "Lease"), "kube-node-lease");

    /// <inheritdoc/>
    public string Description => _ready.Description;

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var silent = names.Where(name => !HasRenewed(objects, name)).ToList();
        return silent.Count == 0 ? _ready.Evaluate(objects) : WaitVerdict.Waiting($"nothing heard of {string.Join(", ", silent)} yet");
    }

    private bool HasRenewed(ObservedObjects objects, string name) =>
        objects.Find(new ResourceKey(Leases.Type.Group, Leases.Type.Kind, Leases.Namespace, name)) is { } lease
        && before.FirstOrDefault(other => other.Name == name)?.ResourceVersion != lease.ResourceVersion;
}
