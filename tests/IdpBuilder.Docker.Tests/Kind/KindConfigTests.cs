using IdpBuilder.Clusters;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Tests;

namespace IdpBuilder.Docker.Kind;

public sealed class KindConfigTests : IDisposable
{
    private const string Head = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n";

    private static readonly YamlManifestReader Yaml = new();

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Everything_that_it_says_is_read()
    {
        var config = Read(Head + """
            name: elsewhere
            networking: { apiServerAddress: 0.0.0.0, apiServerPort: 6550, podSubnet: 10.1.0.0/16, serviceSubnet: 10.2.0.0/16, disableDefaultCNI: true, kubeProxyMode: none }
            featureGates: { A: true, B: false }
            runtimeConfig: { api/alpha: "false" }
            containerdConfigPatches: ["[debug]\nlevel = 'debug'"]
            kubeadmConfigPatches: ["kind: ClusterConfiguration\nfoo: bar"]
            nodes:
            - role: control-plane
              image: kindest/node:v1.34.0
              labels: { tier: a }
              extraMounts: [{ hostPath: /a, containerPath: /b, readOnly: true, propagation: Bidirectional }]
              extraPortMappings: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 53, hostPort: 53, listenAddress: 127.0.0.1, protocol: UDP }]
              kubeadmConfigPatches: ["kind: InitConfiguration\nx: y\n---\nkind: JoinConfiguration\nx: y"]
            - role: worker
            """);

        Assert.Equal(new KindNetworking { ApiServerAddress = "0.0.0.0", ApiServerPort = 6550, PodSubnet = "10.1.0.0/16", ServiceSubnet = "10.2.0.0/16", DisableDefaultCni = true, KubeProxyMode = "none" }, config.Networking);
        Assert.Equal(["A=True", "B=False"], config.FeatureGates.Select(gate => $"{gate.Key}={gate.Value}"));
        Assert.Equal("false", config.RuntimeConfig["api/alpha"]);
        Assert.Single(config.ContainerdPatches);
        Assert.Equal("bar", (string?)config.KubeadmPatches.Single()["foo"]);
        Assert.Equal([NodeRole.ControlPlane, NodeRole.Worker], config.Nodes.Select(node => node.Role));
        var node = config.Nodes[0];
        Assert.Equal(("kindest/node:v1.34.0", "a", 2), (node.Image, node.Labels["tier"], node.KubeadmPatches.Count));
        Assert.Equal([new NodeMount("/a", "/b", true, "Bidirectional")], node.Mounts);
        Assert.Equal([new NodePort(8080, 80, "0.0.0.0"), new NodePort(53, 53, "127.0.0.1", "udp")], node.Ports);
    }

    [Fact]
    public void What_kind_knows_of_names_ports_and_labels_is_read()
    {
        var config = Read(Head + """
            name: elsewhere
            networking: { apiServerPort: -1, dnsSearch: [a.example, b.example] }
            nodes:
            - extraMounts: [{ hostPath: /a, containerPath: /b, selinuxRelabel: true }]
              extraPortMappings: [{ containerPort: 80, hostPort: -1 }]
            """);

        Assert.Equal(("elsewhere", -1), (config.Name, config.Networking.ApiServerPort));
        Assert.Equal(["a.example", "b.example"], config.Networking.DnsSearch);
        Assert.Null(Read(Head).Networking.DnsSearch);
        Assert.Empty(Read(Head + "networking: { dnsSearch: [] }\n").Networking.DnsSearch!);
        Assert.True(config.Nodes[0].Mounts[0].Relabel);
        Assert.Equal([new NodePort(0, 80, "0.0.0.0")], config.Nodes[0].Ports);
    }

    [Theory]
    [InlineData("kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha3\n", "line 2: 'apiVersion'")]
    [InlineData("kind: Clusters\napiVersion: kind.x-k8s.io/v1alpha4\n", "'kind' is 'Clusters'")]
    [InlineData(Head + "nodess: []\n", "line 3: 'nodess' is not one of the fields")]
    [InlineData(Head + "nodes:\n- role: master\n", "line 4: 'nodes.0.role' is 'master' and can be control-plane or worker")]
    [InlineData(Head + "nodes:\n- role: worker\n", "none of the role control-plane")]
    [InlineData(Head + "nodes: worker\n", "'nodes' cannot be \"worker\"")]
    [InlineData(Head + "nodes:\n- worker\n", "'nodes.0' is no object")]
    [InlineData(Head + "nodes:\n- extraPortMappings:\n  - hostPort: 80\n", "'nodes.0.extraPortMappings.0.containerPort' must be given")]
    [InlineData(Head + "nodes:\n- extraPortMappings:\n  - containerPort: 99999\n", "containerPort' cannot be 99999")]
    [InlineData(Head + "nodes:\n- extraMounts:\n  - hostPath: /a\n", "must be absolute")]
    [InlineData(Head + "networking: { apiServerPort: -2 }\n", "'networking.apiServerPort' cannot be -2")]
    [InlineData(Head + "networking: { ipFamily: ipv6 }\n", "'networking.ipFamily' is 'ipv6'")]
    [InlineData(Head + "networking: { disableDefaultCNI: 1 }\n", "'networking.disableDefaultCNI' cannot be 1")]
    [InlineData(Head + "featureGates: { A: maybe }\n", "'featureGates.A' is 'maybe'")]
    [InlineData(Head + "kubeadmConfigPatches: ['foo: bar']\n", "must be objects that say by 'kind'")]
    [InlineData(Head + "kubeadmConfigPatches: [{ kind: X }]\n", "must be text")]
    [InlineData(Head + "containerdConfigPatchesJSON6902: []\n", "containerdConfigPatchesJSON6902' is not one of the fields")]
    [InlineData("a: b: c", "line 1")]
    [InlineData("", "one document")]
    public void What_cannot_be_followed_is_told_with_its_place(string text, string told)
    {
        var failure = Assert.Throws<IdpException>(() => ClusterPlan.Of(Spec(), Read(text)));

        Assert.Equal("KindConfigInvalid", failure.Id);
        Assert.Contains(told, failure.Message);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var failure = Assert.Throws<IdpException>(() => Read(Head + "foo: 1\nnodes:\n- rolle: worker\n- role: boss\n"));

        Assert.All(new[] { "'foo'", "'nodes.0.rolle'", "'nodes.1.role'" }, field => Assert.Contains(field, failure.Message));
    }

    [Fact]
    public async Task A_file_is_a_template_with_the_Go_tools_names()
    {
        await File.WriteAllTextAsync(_file, Head + """
            nodes:
            - role: control-plane
              image: "kindest/node:{{ .KubernetesVersion }}"
              {{- if ne .RegistryConfig "" }}
              broken: yes
              {{- end }}
              extraPortMappings:
              - { containerPort: {{ if eq .Protocol "https" }}443{{ else }}80{{ end }}, hostPort: {{ .Port }} }
              {{- range .ExtraPortsMapping }}
              - { containerPort: {{ .ContainerPort }}, hostPort: {{ .HostPort }} }
              {{- end }}
              labels: { host: "{{ .Host }}" }
            """, Stop);

        var config = await Source().LoadAsync(Spec() with { Port = 9443, Nodes = new NodeSpec("1.35") { KindConfig = _file, ExtraPorts = [new NodePort(22, 32222)] } }, Stop);

        var node = Assert.Single(config.Nodes);
        Assert.Equal(($"kindest/node:{NodeImages.VersionOf("1.35")}", "cnoe.localtest.me"), (node.Image, node.Labels["host"]));
        Assert.Equal([(9443, 443), (22, 32222)], node.Ports.Select(port => (port.HostPort, port.Port)));
    }

    [Theory]
    [InlineData("", "^v1[.]36[.][0-9]+$")]
    [InlineData("1.35", "^v1[.]35[.][0-9]+$")]
    [InlineData("1.29.1", "^v1[.]29[.]1$")]
    [InlineData("v1.29.1", "^v1[.]29[.]1$")]
    public void A_template_is_told_a_whole_version(string version, string told) =>
        Assert.Matches(told, (string?)KindTemplate.Values(Spec() with { Nodes = new NodeSpec(version) })["KubernetesVersion"]);

    // As the Go tool's own template does: what it would mount is copied into the nodes, and so has no folder here.
    [Fact]
    public async Task Mounts_of_what_is_copied_are_passed_over()
    {
        await File.WriteAllTextAsync(_file, Head + """
            nodes:
            - extraMounts:
              - containerPath: /etc/containerd/certs.d
                hostPath: {{ .RegistryCertsDir }}
              - containerPath: /var/lib/kubelet/config.json
                hostPath: "{{ .RegistryConfig }}"
              - containerPath: /data
                hostPath: /srv
            """, Stop);

        var config = await Source().LoadAsync(Spec() with { Nodes = new NodeSpec { KindConfig = _file } }, Stop);

        Assert.Equal([new NodeMount("/srv", "/data")], Assert.Single(config.Nodes).Mounts);
    }

    [Theory]
    [InlineData("{{ .Nothing }}")]
    [InlineData("{{ if }}")]
    public async Task A_template_that_cannot_be_filled_in_is_refused(string text)
    {
        await File.WriteAllTextAsync(_file, text, Stop);

        Assert.Equal("KindConfigInvalid", (await Assert.ThrowsAsync<IdpException>(() => Source().LoadAsync(Spec() with { Nodes = new NodeSpec { KindConfig = _file } }, Stop))).Id);
    }

    [Theory]
    [InlineData("/nonexistent/kind.yaml")]
    [InlineData("http://127.0.0.1:1/kind.yaml")]
    public async Task A_configuration_that_cannot_be_had_is_named(string source)
    {
        var failure = await Assert.ThrowsAsync<IdpException>(() => Source().LoadAsync(Spec() with { Nodes = new NodeSpec { KindConfig = source } }, Stop));

        Assert.Equal("KindConfigUnreadable", failure.Id);
        Assert.Contains(source, failure.Message);
    }

    [Theory]
    [InlineData("https://me:secret@host.example:8443/kind.yaml?token=secret#secret", "https://host.example:8443/kind.yaml")]
    [InlineData("https://host.example/a%20b.yaml", "https://host.example/a%20b.yaml")]
    [InlineData("/home/me/kind.yaml", "/home/me/kind.yaml")]
    [InlineData("kind.yaml", "kind.yaml")]
    public void A_source_is_named_without_its_secrets(string source, string name) => Assert.Equal(name, KindConfigSource.NameOf(source));

    [Fact]
    public async Task An_address_with_a_login_that_cannot_be_had_does_not_show_it()
    {
        var failure = await Assert.ThrowsAsync<IdpException>(() =>
            Source().LoadAsync(Spec() with { Nodes = new NodeSpec { KindConfig = "http://me:secret@127.0.0.1:1/kind.yaml?token=secret" } }, Stop));

        Assert.Contains("http://127.0.0.1:1/kind.yaml", failure.Message);
        Assert.DoesNotContain("secret", failure.ToString());
    }

    [Fact]
    public async Task Relative_mounts_begin_beside_the_file()
    {
        await File.WriteAllTextAsync(_file, Head + "nodes:\n- extraMounts:\n  - { hostPath: data, containerPath: /data }\n", Stop);

        var config = await Source().LoadAsync(Spec() with { Nodes = new NodeSpec { KindConfig = _file } }, Stop);

        Assert.Equal(Path.Combine(Path.GetDirectoryName(_file)!, "data"), config.Nodes[0].Mounts[0].HostPath);
    }

    [Fact]
    public async Task The_configurations_of_real_packages_are_followed()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PublicData("stacks"), "kind.yaml", SearchOption.AllDirectories))
        {
            var spec = Spec() with { Nodes = new NodeSpec { KindConfig = file } };

            var plan = ClusterPlan.Of(spec, await Source().LoadAsync(spec, Stop));

            Assert.Contains(plan.Nodes, node => node.Ports.Any(port => (port.HostPort, port.Port) == (8443, 443)));
        }
    }

    private static KindConfig Read(string text) => new KindConfigReader(Yaml, "kind.yaml", string.Empty).Read(text);

    private static ClusterSpec Spec() => new("demo");

    private static KindConfigSource Source() => new(new DockerServices(null!, null!, Yaml, new GoTextTemplates(Yaml), TimeProvider.System));
}
