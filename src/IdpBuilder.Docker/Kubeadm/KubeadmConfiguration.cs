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
    // It asks for programs and images that nodes do without.
    private const string Preflight = "preflight";

    private const string ContainerdSocket = "unix:///run/containerd/containerd.sock";

    // Its controllers ask for much when they start, and every node waits for them: 20 requests in a second are its default.
    private static readonly (string, string)[] ControllerManager =
        [("enable-hostpath-provisioner", "true"), ("kube-api-qps", "200"), ("kube-api-burst", "400")];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The version of kubeadm's own API that a Kubernetes version takes.</summary>
    public static string ApiVersion(KubernetesVersion version) => "kubeadm.k8s.io/" + (
        version.IsAtLeast(1, 36) ? "v1beta4"
        : version.IsAtLeast(1, 23) ? "v1beta3"
        : "v1beta2");

    /// <summary>The arguments that leave out parts of <c>kubeadm init</c> where the configuration knows no <c>skipPhases</c>; where it does, they would take the place of what it says.</summary>
    /// <param name="version">The node's version.</param>
    /// <param name="proxyMode">How kube-proxy works.</param>
    public static IReadOnlyList<string> InitArguments(KubernetesVersion version, string proxyMode) => SkipsByArgument(version) ? [$"--skip-phases={string.Join(',', InitSkips(proxyMode))}"] : [];

    /// <summary>The same for <c>kubeadm join</c>.</summary>
    public static IReadOnlyList<string> JoinArguments(KubernetesVersion version) => SkipsByArgument(version) ? [$"--skip-phases={Preflight}"] : [];

    /// <summary>The file's text.</summary>
    public static string Text(KubeadmSettings settings) =>
        string.Join("\n---\n", Documents(settings).Select(document => document.ToJsonString(Readable).ReplaceLineEndings("\n"))) + "\n";

    /// <summary>The documents.</summary>
    public static IReadOnlyList<JsonObject> Documents(KubeadmSettings settings) =>
    [
        .. new[] { Cluster(settings), Init(settings), Join(settings), Kubelet(settings) }
            .Concat(settings.ProxyMode == KubeadmSettings.NoProxy ? [] : [KubeProxy(settings)])
            .Select(document => KubeadmPatch.Apply(document, settings.Node.KubeadmPatches)),
    ];

    /// <summary>The patches that fit none of the documents.</summary>
    public static IReadOnlyList<JsonObject> IdlePatches(KubeadmSettings settings)
    {
        var documents = Documents(settings);
        return [.. settings.Node.KubeadmPatches.Where(patch => !documents.Any(document => KubeadmPatch.Fits(patch, document)))];
    }

    private static JsonObject Cluster(KubeadmSettings settings)
    {
        // The API is reached through a published port, by an address that the certificate must bear.
        var apiServer = new JsonObject { ["certSANs"] = new JsonArray([.. settings.ServerNames.Select(name => JsonValue.Create(name))]) };
        (string, string)[] gates = settings.FeatureGates.Count == 0 ? [] : [("feature-gates", Pairs(settings.FeatureGates, on => on ? "true" : "false"))];
        (string, string)[] apis = settings.RuntimeConfig.Count == 0 ? [] : [("runtime-config", Pairs(settings.RuntimeConfig, value => value))];
        if (gates.Length + apis.Length > 0)
        {
            apiServer["extraArgs"] = Arguments(settings, [.. gates, .. apis]);
        }

        var document = Document(settings, "ClusterConfiguration", new JsonObject
        {
            ["kubernetesVersion"] = settings.Version.Text,
            ["clusterName"] = settings.Cluster,
            ["controlPlaneEndpoint"] = settings.ControlPlaneEndpoint,
            ["apiServer"] = apiServer,
            ["controllerManager"] = new JsonObject { ["extraArgs"] = Arguments(settings, [.. ControllerManager, .. gates]) },
            ["networking"] = new JsonObject { ["podSubnet"] = settings.PodSubnet, ["serviceSubnet"] = settings.ServiceSubnet },
        });
        if (gates.Length > 0)
        {
            document["scheduler"] = new JsonObject { ["extraArgs"] = Arguments(settings, gates) };
        }

        return document;
    }

    private static JsonObject Init(KubeadmSettings settings)
    {
        var document = Document(settings, "InitConfiguration", new JsonObject
        {
            ["bootstrapTokens"] = new JsonArray(new JsonObject { ["token"] = settings.Token }),
            ["localAPIEndpoint"] = Endpoint(settings),
            ["nodeRegistration"] = Registration(settings),
        });
        return Without(settings, InitSkips(settings.ProxyMode), Untainted(settings, document));
    }

    // Given but empty: kubeadm then keeps no workloads away from the control plane.
    private static JsonObject Untainted(KubeadmSettings settings, JsonObject document)
    {
        if (!settings.HasWorkers)
        {
            document["nodeRegistration"]!["taints"] = new JsonArray();
        }

        return document;
    }

    private static JsonObject Join(KubeadmSettings settings)
    {
        var document = Document(settings, "JoinConfiguration", new JsonObject
        {
            ["nodeRegistration"] = Registration(settings),
            ["discovery"] = new JsonObject
            {
                ["file"] = new JsonObject { ["kubeConfigPath"] = NodeKubeconfig.DiscoveryPath },
                ["tlsBootstrapToken"] = settings.Token,
            },
        });
        if (settings.Node.Role == NodeRole.ControlPlane)
        {
            document["controlPlane"] = new JsonObject { ["localAPIEndpoint"] = Endpoint(settings) };
            Untainted(settings, document);
        }

        return Without(settings, [Preflight], document);
    }

    private static JsonObject Endpoint(KubeadmSettings settings) => new() { ["advertiseAddress"] = settings.Address, ["bindPort"] = NodeContainer.ApiPort };

    private static JsonObject Kubelet(KubeadmSettings settings)
    {
        var document = new JsonObject
        {
            ["apiVersion"] = "kubelet.config.k8s.io/v1beta1",
            ["kind"] = "KubeletConfiguration",
            ["cgroupDriver"] = settings.Version.IsAtLeast(1, 24) ? "systemd" : "cgroupfs",
            ["cgroupRoot"] = "/kubelet",
            ["failSwapOn"] = false,

            // How soon a node says that it is ready: 10 s otherwise. What has not changed is told every five minutes, as without this.
            ["nodeStatusUpdateFrequency"] = "1s",
            ["nodeStatusReportFrequency"] = "5m",

            // The kubelet sees the disk of the engine's machine, which is not its own to tidy up.
            ["imageGCHighThresholdPercent"] = 100,
            ["evictionHard"] = new JsonObject { ["nodefs.available"] = "0%", ["nodefs.inodesFree"] = "0%", ["imagefs.available"] = "0%" },
        };
        var gates = Gates(settings);
        if (settings.Rootless)
        {
            gates["KubeletInUserNamespace"] = true;
        }

        if (gates.Count > 0)
        {
            document["featureGates"] = gates;
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

        var document = new JsonObject
        {
            ["apiVersion"] = "kubeproxy.config.k8s.io/v1alpha1",
            ["kind"] = "KubeProxyConfiguration",
            ["mode"] = settings.ProxyMode,
            ["iptables"] = new JsonObject { ["minSyncPeriod"] = "1s" },
            ["conntrack"] = conntrack,
        };
        if (Gates(settings) is { Count: > 0 } gates)
        {
            document["featureGates"] = gates;
        }

        return document;
    }

    private static JsonObject Gates(KubeadmSettings settings) =>
        new(settings.FeatureGates.OrderBy(gate => gate.Key, StringComparer.Ordinal).Select(gate => KeyValuePair.Create(gate.Key, (JsonNode?)gate.Value)));

    private static string Pairs<T>(IReadOnlyDictionary<string, T> values, Func<T, string> text) =>
        string.Join(',', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={text(pair.Value)}"));

    private static JsonObject Registration(KubeadmSettings settings) => new()
    {
        ["criSocket"] = ContainerdSocket,
        ["kubeletExtraArgs"] = Arguments(settings, [
            ("node-ip", settings.Address),
            ("provider-id", $"kind://docker/{settings.Cluster}/{settings.Node.Name}"),
            .. settings.Node.Labels.Count == 0 ? Array.Empty<(string, string)>() : [("node-labels", Pairs(settings.Node.Labels, value => value))],
        ]),
    };

    private static bool SkipsByArgument(KubernetesVersion version) => !version.IsAtLeast(1, 23);

    private static string[] InitSkips(string proxyMode) => proxyMode == KubeadmSettings.NoProxy ? [Preflight, "addon/kube-proxy"] : [Preflight];

    private static JsonObject Without(KubeadmSettings settings, IReadOnlyList<string> phases, JsonObject document)
    {
        if (!SkipsByArgument(settings.Version))
        {
            document["skipPhases"] = new JsonArray([.. phases.Select(phase => JsonValue.Create(phase))]);
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
    private static JsonNode Arguments(KubeadmSettings settings, IReadOnlyList<(string Name, string Value)> arguments) =>
        settings.Version.IsAtLeast(1, 36)
            ? new JsonArray([.. arguments.Select(argument => new JsonObject { ["name"] = argument.Name, ["value"] = argument.Value })])
            : new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Name, (JsonNode?)argument.Value)));
}
