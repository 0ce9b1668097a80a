using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>The scheduler's part: whether a Pod fits the node.</summary>
internal static class PodScheduling
{
    /// <summary>Why a Pod does not fit, in the scheduler's words; null when it does.</summary>
    public static string? Obstacle(IResourceCache cache, Manifest node, Manifest pod)
    {
        const string Nodes = "0/1 nodes are available: ";
        if (NodeTaints.Untolerated(node, pod) is { } taint)
        {
            return Nodes + $"1 node(s) had untolerated taint {{{taint}}}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
        }

        if (!LabelQuery.MatchesAll(pod.Spec?["nodeSelector"] as JsonObject, node))
        {
            return Nodes + "1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
        }

        foreach (var key in PodReferences.ClaimsOf(pod))
        {
            if (cache.Find(key) is not { } claim)
            {
                return Nodes + $"persistentvolumeclaim \"{key.Name}\" not found. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
            }

            if (NodePath.Text(claim.Status, "phase") != "Bound")
            {
                return Nodes + "pod has unbound immediate PersistentVolumeClaims. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
            }
        }

        return null;
    }
}
