using System.Text;
using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Kubeadm;

/// <summary>The kubeconfigs of a joining node, as JSON, which is YAML too.</summary>
internal static class NodeKubeconfig
{
    /// <summary>Where kubeadm finds the control plane.</summary>
    public const string DiscoveryPath = "/kind/discovery.conf";

    /// <summary>Where the kubelet finds its own.</summary>
    public const string KubeletPath = "/etc/kubernetes/kubelet.conf";

    /// <summary>Where the kubelet keeps its certificate: a link, which it turns to another file when it renews it.</summary>
    public const string CurrentCertificatePath = CertificateFolder + "kubelet-client-current.pem";

    /// <summary>The certificate with which a node joins.</summary>
    public const string FirstCertificatePath = CertificateFolder + "kubelet-client-kubeadm.pem";

    private const string CertificateFolder = "/var/lib/kubelet/pki/";
    private const string Name = "default";

    /// <summary>Tells the control plane's address, and by which CA it is known: kubeadm takes the cluster without a name.</summary>
    /// <param name="endpoint">The address inside the network, with its port.</param>
    /// <param name="certificateAuthority">The PEM text of the cluster's CA.</param>
    public static string Discovery(string endpoint, string certificateAuthority) => Config(string.Empty, endpoint, certificateAuthority).ToJsonString();

    /// <summary>The same with the node's own certificate.</summary>
    /// <param name="endpoint">The address inside the network, with its port.</param>
    /// <param name="certificateAuthority">The PEM text of the cluster's CA.</param>
    public static string Kubelet(string endpoint, string certificateAuthority)
    {
        var config = Config(Name, endpoint, certificateAuthority);
        config["users"] = new JsonArray(new JsonObject
        {
            ["name"] = Name,
            ["user"] = new JsonObject { ["client-certificate"] = CurrentCertificatePath, ["client-key"] = CurrentCertificatePath },
        });
        config["contexts"] = new JsonArray(new JsonObject
        {
            ["name"] = Name,
            ["context"] = new JsonObject { ["cluster"] = Name, ["user"] = Name },
        });
        config["current-context"] = Name;
        return config.ToJsonString();
    }

    private static JsonObject Config(string name, string endpoint, string certificateAuthority) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["clusters"] = new JsonArray(new JsonObject
        {
            ["name"] = name,
            ["cluster"] = new JsonObject
            {
                ["server"] = $"https://{endpoint}",
                ["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificateAuthority)),
            },
        }),
    };
}
