using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Strategies;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>The taints of a node, as the scheduler reads them; Pods that run already are left alone.</summary>
internal static class NodeTaints
{
    /// <summary>The first taint that keeps a Pod off a node, as <c>key: value</c>; null when there is none.</summary>
    public static string? Untolerated(Manifest node, Manifest pod)
    {
        var tolerations = (pod.Spec?["tolerations"] as JsonArray)?.OfType<JsonObject>().ToArray() ?? [];
        return (node.Spec?["taints"] as JsonArray)?.OfType<JsonObject>()
            .Where(KeepsOff)
            .Where(taint => !Array.Exists(tolerations, toleration => Tolerates(toleration, taint)))
            .Select(taint => $"{NodePath.Text(taint, "key")}: {NodePath.Text(taint, "value")}")
            .FirstOrDefault();
    }

    // With the taint of a node that is not ready yet, every node begins; here it is gone a moment later.
    private static bool KeepsOff(JsonObject taint) =>
        NodePath.Text(taint, "effect") is "NoSchedule" or "NoExecute" && NodePath.Text(taint, "key") != NodeStrategy.NotReady;

    private static bool Tolerates(JsonObject toleration, JsonObject taint)
    {
        var (key, effect) = (NodePath.Text(toleration, "key"), NodePath.Text(toleration, "effect"));
        if ((effect.Length > 0 && effect != NodePath.Text(taint, "effect")) || (key.Length > 0 && key != NodePath.Text(taint, "key")))
        {
            return false;
        }

        return NodePath.Text(toleration, "operator") switch
        {
            "Exists" => true,
            "" or "Equal" => NodePath.Text(toleration, "value") == NodePath.Text(taint, "value"),
            _ => false,
        };
    }
}
