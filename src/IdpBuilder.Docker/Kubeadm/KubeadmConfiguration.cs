using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Kubeadm;

/// <summary>
/// The configuration file of kubeadm: five documents, of which each run takes those it needs. They are written as JSON, which
/// is YAML too, so that patches are patches of objects and nothing has to be quoted.
/// </summary>
internal static class KubeadmConfiguration
{
    private const string ContainerdSocket = "unix:///run/containerd/containerd.sock";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The version of kubeadm's own API that a Kubernetes version takes.</summary>
    public static string ApiVersion(KubernetesVersion version) => "kubeadm.k8s.io/" + (
        version.IsAtLeast(1, 36) ? "v1beta4"
        : version.IsAtLeast(1, 23) ? "v1beta3"
        : "v1beta2");

    /// <summary>Whether preflight is left out by an argument, because the configuration knows no <c>skipPhases</c>.</summary>
    public static bool SkipsPreflightByArgument(KubernetesVersion version) => !version.IsAtLeast(1, 23);

    /// <summary>The file's text.</summary>
    public static string Text(KubeadmSettings settings) =>
        string.Join("\n---\n", Documents(settings).Select(document => document.ToJsonString(Readable).ReplaceLineEndings("\n"))) + "\n";

    /// <summary>The documents.</summary>
    public static IReadOnlyList<JsonObject> Documents(KubeadmSettings settings) =>
    [
        Cluster(settings),
        Init(settings),
        Join(settings),
        Kubelet(settings),
        KubeProxy(settings),
    ];

    private static JsonObject Cluster(KubeadmSettings settings) => Document(settings, "ClusterConfiguration", new JsonObject
    {
        ["kubernetesVersion"] = settings.Version.Text,
        ["clusterName"] = settings.Cluster,
        ["controlPlaneEndpoint"] = settings.ControlPlaneEndpoint,

        // The API is reached through a published port, by an address that the certificate must bear.
        ["apiServer"] = new JsonObject { ["certSANs"] = new JsonArray("localhost", "127.0.0.1") },
        ["controllerManager"] = new JsonObject { ["extraArgs"] = Arguments(settings, ("enable-hostpath-provisioner", "true")) },
        ["networking"] = new JsonObject { ["podSubnet"] = settings.PodSubnet, ["serviceSubnet"] = settings.ServiceSubnet },
    });

    private static JsonObject Init(KubeadmSettings settings)
    {
        var document = Document(settings, "InitConfiguration", new JsonObject
        {
            ["bootstrapTokens"] = new JsonArray(new JsonObject { ["token"] = settings.Token }),
            ["localAPIEndpoint"] = new JsonObject { ["advertiseAddress"] = settings.Address, ["bindPort"] = NodeContainer.ApiPort },
            ["nodeRegistration"] = Registration(settings),
        });
        if (!settings.HasWorkers)
        {
            // Given but empty: kubeadm then keeps no workloads away from the control plane.
            document["nodeRegistration"]!["taints"] = new JsonArray();
        }

        return WithoutPreflight(settings, document);
    }

    private static JsonObject Join(KubeadmSettings settings)
    {
        var document = Document(settings, "JoinConfiguration", new JsonObject
        {
            ["nodeRegistration"] = Registration(settings),
            ["discovery"] = new JsonObject
            {
                ["bootstrapToken"] = new JsonObject
                {
                    ["apiServerEndpoint"] = settings.ControlPlaneEndpoint,
                    ["token"] = settings.Token,

                    // The network holds the cluster's nodes alone, and the name is the engine's answer.
                    ["unsafeSkipCAVerification"] = true,
                },
            },
        });
        return WithoutPreflight(settings, document);
    }

    private static JsonObject Kubelet(KubeadmSettings settings)
    {
        var document = new JsonObject
        {
            ["apiVersion"] = "kubelet.config.k8s.io/v1beta1",
            ["kind"] = "KubeletConfiguration",
            ["cgroupDriver"] = settings.Version.IsAtLeast(1, 24) ? "systemd" : "cgroupfs",
            ["cgroupRoot"] = "/kubelet",
            ["failSwapOn"] = false,

            // The kubelet sees the disk of the engine's machine, which is not its own to tidy up.
            ["imageGCHighThresholdPercent"] = 100,
            ["evictionHard"] = new JsonObject { ["nodefs.available"] = "0%", ["nodefs.inodesFree"] = "0%", ["imagefs.available"] = "0%" },
        };
        if (settings.Rootless)
        {
            document["featureGates"] = new JsonObject { ["KubeletInUserNamespace"] = true };
        }

        return document;
    }

    private static JsonObject KubeProxy(KubeadmSettings settings)
    {
        // The count of tracked connections is a setting of the whole machine, and so is left alone.
        var conntrack = new JsonObject { ["maxPerCore"] = 0 };
        if (settings.Rootless)
        {
            conntrack["tcpEstablishedTimeout"] = "0s";
            conntrack["tcpCloseWaitTimeout"] = "0s";
        }

        return new JsonObject
        {
            ["apiVersion"] = "kubeproxy.config.k8s.io/v1alpha1",
            ["kind"] = "KubeProxyConfiguration",
            ["mode"] = "iptables",
            ["iptables"] = new JsonObject { ["minSyncPeriod"] = "1s" },
            ["conntrack"] = conntrack,
        };
    }

    private static JsonObject Registration(KubeadmSettings settings) => new()
    {
        ["criSocket"] = ContainerdSocket,
        ["kubeletExtraArgs"] = Arguments(
            settings, ("node-ip", settings.Address), ("provider-id", $"kind://docker/{settings.Cluster}/{settings.Node.Name}")),
    };

    private static JsonObject WithoutPreflight(KubeadmSettings settings, JsonObject document)
    {
        if (!SkipsPreflightByArgument(settings.Version))
        {
            document["skipPhases"] = new JsonArray("preflight");
        }

        return document;
    }

    private static JsonObject Document(KubeadmSettings settings, string kind, JsonObject content)
    {
        var document = new JsonObject { ["apiVersion"] = ApiVersion(settings.Version), ["kind"] = kind };
        foreach (var (name, value) in content.ToList())
        {
            content.Remove(name);
            document[name] = value;
        }

        return document;
    }

    // v1beta4 has a list, so that an argument may be given more than once.
    private static JsonNode Arguments(KubeadmSettings settings, params (string Name, string Value)[] arguments) =>
        settings.Version.IsAtLeast(1, 36)
            ? new JsonArray([.. arguments.Select(argument => new JsonObject { ["name"] = argument.Name, ["value"] = argument.Value })])
            : new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Name, (JsonNode?)argument.Value)));
}
