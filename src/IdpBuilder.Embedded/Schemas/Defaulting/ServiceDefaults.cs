using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Service; addresses and node ports are given out elsewhere.</summary>
internal static class ServiceDefaults
{
    private const int ClientStickiness = 10800;

    public static void Apply(JsonObject service)
    {
        if (service.Struct("spec") is not { } spec)
        {
            return;
        }

        spec.DefaultText("sessionAffinity", "None");
        spec.DefaultText("type", "ClusterIP");
        if (spec.Text("sessionAffinity") == "None")
        {
            spec.Remove("sessionAffinityConfig");
        }
        else if (spec.Text("sessionAffinity") == "ClientIP")
        {
            spec.Struct("sessionAffinityConfig")?.Struct("clientIP")?.Default("timeoutSeconds", ClientStickiness);
        }

        foreach (var port in spec.Maps("ports"))
        {
            ApplyPort(port);
        }

        ApplyTraffic(spec);
        service.Struct("status")?.Struct("loadBalancer");
    }

    private static void ApplyTraffic(JsonObject spec)
    {
        var type = spec.Text("type");
        if (type is "NodePort" or "LoadBalancer")
        {
            spec.DefaultText("externalTrafficPolicy", "Cluster");
        }

        if (type is "NodePort" or "LoadBalancer" or "ClusterIP")
        {
            spec.DefaultText("internalTrafficPolicy", "Cluster");
        }

        if (type == "LoadBalancer")
        {
            spec.Default("allocateLoadBalancerNodePorts", true);
        }
    }

    private static void ApplyPort(JsonObject port)
    {
        port.DefaultText("protocol", "TCP");
        var isAimed = port.Text("targetPort").Length > 0 || JsonEquality.Number(port["targetPort"]) is not (null or 0);
        if (!isAimed && port["port"] is { } number && (port["targetPort"] is null or JsonValue))
        {
            port["targetPort"] = number.DeepClone();
        }
    }
}
