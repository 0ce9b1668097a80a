using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a NetworkPolicy.</summary>
internal static class NetworkPolicyDefaults
{
    public static void Apply(JsonObject policy)
    {
        if (policy.Struct("spec") is not { } spec)
        {
            return;
        }

        foreach (var rule in spec.Maps("ingress").Concat(spec.Maps("egress")))
        {
            foreach (var port in rule.Maps("ports"))
            {
                port.DefaultText("protocol", "TCP");
            }
        }

        if (spec["policyTypes"] is null or JsonArray { Count: 0 })
        {
            spec["policyTypes"] = spec["egress"] is JsonArray { Count: > 0 } ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
        }
    }
}
