using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>A new Node is tainted as not ready until whoever watches Nodes has seen it ready (kubernetes/plugin/pkg/admission/nodetaint).</summary>
internal sealed class NodeStrategy : IKindStrategy
{
    /// <summary>The key of the taint.</summary>
    public const string NotReady = "node.kubernetes.io/not-ready";

    public ResourceId Resource => new(string.Empty, "nodes");

    public void PrepareForCreate(JsonObject json)
    {
        var spec = NodePath.Ensure(json, "spec");
        var taints = spec["taints"] as JsonArray ?? [];
        if (!taints.OfType<JsonObject>().Any(taint => NodePath.Text(taint, "key") == NotReady))
        {
            taints.Add(new JsonObject { ["key"] = NotReady, ["effect"] = "NoSchedule" });
        }

        spec["taints"] = taints;
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
    }
}
