using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Direct;

/// <summary>Fills in the protocol of ports: it is part of their key, and API servers of version 1.20 refuse to apply ports without it.</summary>
internal static class PortProtocols
{
    /// <summary>Completes the ports of Kubernetes' own kinds.</summary>
    public static void Complete(Manifest manifest)
    {
        if (ListKeys.IsBuiltIn(manifest.GroupVersionKind))
        {
            Complete(manifest.Spec, string.Empty);
        }
    }

    private static void Complete(JsonNode? node, string field)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    Complete(value, name);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    if (field == "ports" && item is JsonObject port && !port.ContainsKey("protocol") && (port.ContainsKey("containerPort") || port.ContainsKey("port")))
                    {
                        port["protocol"] = "TCP";
                    }

                    Complete(item, string.Empty);
                }

                break;
        }
    }
}
