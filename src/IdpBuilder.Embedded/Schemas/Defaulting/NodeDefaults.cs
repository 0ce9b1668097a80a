using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Node: its address range is in a list as well, and a status that nobody has reported is empty.</summary>
internal static class NodeDefaults
{
    private static readonly string[] SystemInfo =
    [
        "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion", "kubeProxyVersion", "operatingSystem", "architecture",
    ];

    public static void Apply(JsonObject node)
    {
        if (node.Map("spec") is { } spec && spec["podCIDR"] is { } range && spec["podCIDRs"] is null)
        {
            spec["podCIDRs"] = new JsonArray(range.DeepClone());
        }

        var status = node.Struct("status");
        status?.Struct("daemonEndpoints")?.Struct("kubeletEndpoint")?.Default("Port", 0);
        foreach (var name in status?.Struct("nodeInfo") is { } info ? SystemInfo.Where(name => info[name] is null) : [])
        {
            status!["nodeInfo"]![name] = string.Empty;
        }
    }
}
