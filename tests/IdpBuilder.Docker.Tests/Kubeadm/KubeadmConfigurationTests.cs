using System.Text.Json.Nodes;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Tests;

namespace IdpBuilder.Docker.Kubeadm;

public sealed class KubeadmConfigurationTests
{
    // The whole files are beside this one; a change of the configuration shows there. Set UPDATE_SNAPSHOTS to write them anew.
    [Theory]
    [InlineData("v1.20.2", "v1beta2")]
    [InlineData("v1.35.8", "v1beta3")]
    [InlineData("v1.36.4", "v1beta4")]
    public void The_configuration_is_the_one_that_was_reviewed(string version, string api)
    {
        var text = KubeadmConfiguration.Text(Settings(version, NodeRole.ControlPlane));

        var path = Repository.PathOf("tests", "IdpBuilder.Docker.Tests", "Kubeadm", $"{api}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is { Length: > 0 })
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [InlineData("v1.20.2", "kubeadm.k8s.io/v1beta2")]
    [InlineData("v1.22.17", "kubeadm.k8s.io/v1beta2")]
    [InlineData("v1.23.0", "kubeadm.k8s.io/v1beta3")]
    [InlineData("v1.35.8", "kubeadm.k8s.io/v1beta3")]
    [InlineData("v1.36.0-rc.1", "kubeadm.k8s.io/v1beta4")]
    [InlineData("v2.0.0", "kubeadm.k8s.io/v1beta4")]
    public void Each_version_gets_the_API_that_its_kubeadm_takes(string version, string api) =>
        Assert.Equal(api, KubeadmConfiguration.ApiVersion(KubernetesVersion.Parse(version)!));

    // An argument takes the place of all that the file says: where the file can say it, there must be none.
    [Theory]
    [InlineData("v1.22.17", "iptables", "--skip-phases=preflight", "")]
    [InlineData("v1.22.17", "none", "--skip-phases=preflight,addon/kube-proxy", "")]
    [InlineData("v1.23.0", "iptables", "", """["preflight"]""")]
    [InlineData("v1.36.4", "none", "", """["preflight","addon/kube-proxy"]""")]
    public void Parts_of_kubeadms_work_are_left_out_in_one_place_only(string version, string proxyMode, string arguments, string file)
    {
        var documents = KubeadmConfiguration.Documents(Settings(version, NodeRole.ControlPlane) with { ProxyMode = proxyMode });

        Assert.Equal(arguments, string.Join(' ', KubeadmConfiguration.InitArguments(KubernetesVersion.Parse(version)!, proxyMode)));
        Assert.Equal(file, documents[1]["skipPhases"]?.ToJsonString() ?? string.Empty);
        Assert.Equal(arguments.Length > 0 ? ["--skip-phases=preflight"] : [], KubeadmConfiguration.JoinArguments(KubernetesVersion.Parse(version)!));
        Assert.Equal(proxyMode == "none", documents.All(document => (string?)document["kind"] != "KubeProxyConfiguration"));
    }

    [Theory]
    [InlineData("v1.23.17", "cgroupfs")]
    [InlineData("v1.24.0", "systemd")]
    public void The_kubelet_uses_the_cgroup_driver_that_the_node_image_is_set_to(string version, string driver) =>
        Assert.Equal(driver, (string?)KubeadmConfiguration.Documents(Settings(version, NodeRole.Worker))[3]["cgroupDriver"]);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void The_control_plane_takes_workloads_when_nobody_else_does(bool hasWorkers, bool untainted)
    {
        var settings = Settings("v1.36.4", NodeRole.ControlPlane) with { HasWorkers = hasWorkers };

        Assert.Equal(untainted, KubeadmConfiguration.Documents(settings)[1]["nodeRegistration"]!.AsObject().ContainsKey("taints"));
    }

    [Fact]
    public void An_engine_without_root_gets_what_it_needs()
    {
        var documents = KubeadmConfiguration.Documents(Settings("v1.36.4", NodeRole.ControlPlane) with { Rootless = true });

        Assert.True((bool)documents[3]["featureGates"]!["KubeletInUserNamespace"]!);
        Assert.Equal("0s", (string?)documents[4]["conntrack"]!["tcpEstablishedTimeout"]);
    }

    [Theory]
    [InlineData("v1.35.8")]
    [InlineData("v1.36.4")]
    public void Features_and_APIs_reach_every_component(string version)
    {
        var settings = Settings(version, NodeRole.ControlPlane) with
        {
            FeatureGates = new Dictionary<string, bool>(StringComparer.Ordinal) { ["B"] = false, ["A"] = true },
            RuntimeConfig = new Dictionary<string, string>(StringComparer.Ordinal) { ["api/alpha"] = "true" },
        };

        var documents = KubeadmConfiguration.Documents(settings);

        Assert.All(new[] { "apiServer", "controllerManager", "scheduler" }, component => Assert.Contains("A=true,B=false", documents[0][component]!.ToJsonString()));
        Assert.Contains("api/alpha=true", documents[0]["apiServer"]!.ToJsonString());
        Assert.All(new[] { 3, 4 }, document => Assert.Equal("""{"A":true,"B":false}""", documents[document]["featureGates"]!.ToJsonString()));
    }

    [Fact]
    public void The_API_servers_certificate_bears_the_names_by_which_it_is_called() => Assert.Equal(
        """["localhost","build.example"]""",
        KubeadmConfiguration.Documents(Settings("v1.36.4", NodeRole.ControlPlane) with { ServerNames = ["localhost", "build.example"] })[0]["apiServer"]!["certSANs"]!.ToJsonString());

    [Theory]
    [InlineData("""{ "kind": "ClusterConfiguration" }""", 0)]
    [InlineData("""{ "kind": "KubeletConfiguration", "apiVersion": "kubelet.config.k8s.io/v1beta1" }""", 0)]
    [InlineData("""{ "kind": "ClusterConfig" }""", 1)]
    [InlineData("""{ "kind": "ClusterConfiguration", "apiVersion": "kubeadm.io/v1beta4" }""", 1)]
    public void Patches_that_change_nothing_are_known(string patch, int idle)
    {
        var settings = Settings("v1.36.4", NodeRole.ControlPlane);
        settings = settings with { Node = settings.Node with { KubeadmPatches = [JsonNode.Parse(patch)!.AsObject()] } };

        Assert.Equal(idle, KubeadmConfiguration.IdlePatches(settings).Count);
    }

    [Fact]
    public void Labels_become_an_argument_of_the_kubelet()
    {
        var settings = Settings("v1.35.8", NodeRole.ControlPlane);
        settings = settings with { Node = settings.Node with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["tier"] = "a", ["ingress-ready"] = "true" } } };

        Assert.All(KubeadmConfiguration.Documents(settings).Skip(1).Take(2), document =>
            Assert.Equal("ingress-ready=true,tier=a", (string?)document["nodeRegistration"]!["kubeletExtraArgs"]!["node-labels"]));
    }

    [Fact]
    public void Tokens_have_kubeadms_shape_and_differ()
    {
        var tokens = Enumerable.Range(0, 50).Select(_ => BootstrapToken.New()).ToList();

        Assert.All(tokens, token => Assert.Matches("^[a-z0-9]{6}[.][a-z0-9]{16}$", token));
        Assert.Equal(50, tokens.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("v1.36.4\n", 1, 36)]
    [InlineData("1.20.2", 1, 20)]
    [InlineData("v1.37.0-rc.1", 1, 37)]
    public void Versions_are_read(string text, int major, int minor)
    {
        var version = KubernetesVersion.Parse(text)!;

        Assert.Equal((major, minor, text.Trim()), (version.Major, version.Minor, version.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("v1")]
    [InlineData("v1.x.3")]
    public void What_is_no_version_is_not_taken_for_one(string text) => Assert.Null(KubernetesVersion.Parse(text));

    private static KubeadmSettings Settings(string version, NodeRole role) => new(
        "demo", KubernetesVersion.Parse(version)!, new Node("demo-control-plane", role, "image"), "172.18.0.2", "abcdef.0123456789abcdef");
}
