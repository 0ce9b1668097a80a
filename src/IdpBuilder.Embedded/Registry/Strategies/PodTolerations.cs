using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Lets a Pod bear an unreachable node for five minutes unless it says otherwise, as every API server does.</summary>
internal static class PodTolerations
{
    private const int Patience = 300;

    /// <summary>Changes the specification.</summary>
    public static void Apply(JsonObject spec)
    {
        foreach (var key in new[] { "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable" })
        {
            var known = (spec["tolerations"] as JsonArray)?.OfType<JsonObject>() ?? [];
            if (!known.Any(toleration => Covers(toleration, key)))
            {
                Add(spec, key);
            }
        }
    }

    private static bool Covers(JsonObject toleration, string key) =>
        NodePath.Text(toleration, "key") is var own && (own == key || own.Length == 0)
        && NodePath.Text(toleration, "effect") is "NoExecute" or "";

    private static void Add(JsonObject spec, string key)
    {
        if (spec["tolerations"] is not JsonArray list)
        {
            spec["tolerations"] = list = [];
        }

        list.Add((JsonNode)new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = Patience });
    }
}
