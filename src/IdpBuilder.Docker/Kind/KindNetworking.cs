using IdpBuilder.Docker.Kubeadm;

namespace IdpBuilder.Docker.Kind;

/// <summary>The network section of a configuration of kind.</summary>
internal sealed record KindNetworking
{
    /// <summary>The address under which the API is published; empty when it is left to the place of the engine.</summary>
    public string ApiServerAddress { get; init; } = string.Empty;

    /// <summary>The port under which the API is published; 0 for a free one, -1 for one that the engine chooses anew at every start.</summary>
    public int ApiServerPort { get; init; }

    /// <summary>The addresses of pods.</summary>
    public string PodSubnet { get; init; } = KubeadmSettings.DefaultPodSubnet;

    /// <summary>The addresses of services.</summary>
    public string ServiceSubnet { get; init; } = KubeadmSettings.DefaultServiceSubnet;

    /// <summary>Whether the node image's own network is left out; somebody else then brings one.</summary>
    public bool DisableDefaultCni { get; init; }

    /// <summary>How kube-proxy works: <c>iptables</c>, <c>ipvs</c>, <c>nftables</c>, or <c>none</c> for no kube-proxy.</summary>
    public string KubeProxyMode { get; init; } = "iptables";

    /// <summary>The domains in which nodes look for names; null for those of the engine's machine.</summary>
    public IReadOnlyList<string>? DnsSearch { get; init; }
}
