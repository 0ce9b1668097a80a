using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>Pods can run once a node is ready and its taint is gone.</summary>
internal sealed class NodeSchedulable : IWaitCondition
{
    /// <summary>What it looks at.</summary>
    public static ResourceSelector Nodes { get; } = new(new GroupVersionKind(string.Empty, "v1", "Node"));

    /// <inheritdoc/>
    public string Description => "the cluster's node";

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects) => objects.All.Any(node => node.Spec?["taints"] is null or JsonArray { Count: 0 })
        ? WaitVerdict.Satisfied("it takes Pods")
        : WaitVerdict.Waiting("it is not ready yet");
}
