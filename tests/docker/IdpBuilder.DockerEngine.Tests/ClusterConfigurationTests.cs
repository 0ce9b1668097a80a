using System.Text.Json.Nodes;
using IdpBuilder.Docker.Registries;
using IdpBuilder.Manifests;

namespace IdpBuilder.DockerEngine;

[Collection(nameof(LivingCluster))]
public sealed class ClusterConfigurationTests(LivingCluster living)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_configuration_of_kind_reaches_nodes_and_components()
    {
        TestEngine.RequireEngine();
        var api = (await living.Engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api;
        var nodes = (await api.ListAsync(new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "Node")), Stop)).Items.ToDictionary(node => node.Name, StringComparer.Ordinal);

        Assert.Equal(LivingCluster.Nodes, nodes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("true", (string?)nodes["living-control-plane"].Metadata?["labels"]?["ingress-ready"]);
        Assert.Equal("18443", (string?)nodes["living-worker"].Metadata?["labels"]?["port"]);
        Assert.All(nodes.Values, node => Assert.StartsWith("10.199.", (string?)node.Spec!["podCIDR"], StringComparison.Ordinal));

        var server = await ReadAsync("living-control-plane", "/etc/kubernetes/manifests/kube-apiserver.yaml");
        Assert.All(
            new[] { "--max-requests-inflight=401", "--feature-gates=AllAlpha=false", "--service-cluster-ip-range=10.198.0.0/16" }, argument => Assert.Contains(argument, server));
        Assert.Equal("from outside", await ReadAsync("living-worker", "/mounted/file"));
    }

    [Fact]
    public async Task Every_node_knows_registries_and_authorities()
    {
        TestEngine.RequireEngine();
        foreach (var node in LivingCluster.Nodes)
        {
            Assert.Contains("registry.example", await ReadAsync(node, "/var/lib/kubelet/config.json"));
            Assert.Contains("http://mirror.example:5000", await ReadAsync(node, "/etc/containerd/certs.d/docker.io/hosts.toml"));
            var configuration = await ReadAsync(node, "/etc/containerd/config.toml");
            Assert.Contains("level = \"warn\"", configuration);
            Assert.Contains("version = ", configuration);

            foreach (var (path, text) in HostCertificates.Files(TimeProvider.System).Take(3))
            {
                Assert.Equal(text, await ReadAsync(node, path));
                Assert.Contains(text.Split('\n')[1], await ReadAsync(node, "/etc/ssl/certs/ca-certificates.crt"));
            }
        }
    }

    [Fact]
    public async Task Every_node_reaches_the_platforms_registry_by_its_name_outside()
    {
        TestEngine.RequireEngine();
        var cluster = living.Cluster;
        var api = (await living.Engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api;
        var ingress = (await api.ListAsync(new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "Node"), LabelSelector: "ingress-ready=true"), Stop)).Items.Single();
        var address = ingress.Status!["addresses"]!.AsArray().Single(entry => (string?)entry!["type"] == "InternalIP")!["address"]!.ToString();
        foreach (var node in LivingCluster.Nodes)
        {
            Assert.Contains($"https://gitea.{cluster.HostName}", await ReadAsync(node, $"/etc/containerd/certs.d/gitea.{cluster.HostName}:{cluster.Port}/hosts.toml"));
            var found = await living.Engine.Engine.Containers.ExecuteAsync(node, ["getent", "ahostsv4", $"gitea.{cluster.HostName}"], Stop);
            Assert.StartsWith($"{address} ", found.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_published_port_leads_through_a_Service_to_a_Pod()
    {
        TestEngine.RequireEngine();
        var api = (await living.Engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api;
        var pod = Manifest("""
            { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web", "namespace": "default", "labels": { "app": "web" } },
              "spec": { "terminationGracePeriodSeconds": 0, "containers": [ { "name": "web", "image": "POD-IMAGE", "imagePullPolicy": "Never",
                "command": [ "/bin/sh", "-c", "echo hello from a pod > /tmp/index.html; exec httpd -f -p 8080 -h /tmp" ] } ] } }
            """);
        var service = Manifest("""
            { "apiVersion": "v1", "kind": "Service", "metadata": { "name": "web", "namespace": "default" },
              "spec": { "type": "NodePort", "selector": { "app": "web" }, "ports": [ { "port": 80, "targetPort": 8080, "nodePort": 30080 } ] } }
            """);
        await api.CreateAsync(service, WriteOptions.Default, Stop);
        await api.CreateAsync(pod, WriteOptions.Default, Stop);
        try
        {
            Assert.Equal("hello from a pod\n", await AskAsync());
        }
        finally
        {
            await api.DeleteAsync(ResourceReference.To(pod), DeletionOptions.Default, CancellationToken.None);
            await api.DeleteAsync(ResourceReference.To(service), DeletionOptions.Default, CancellationToken.None);
        }
    }

    // Until the pod is ready the node refuses, or what was sent on the way to that is lost; nothing tells from outside when that changes.
    private static async Task<string> AskAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                return await client.GetStringAsync($"http://127.0.0.1:{LivingCluster.ServicePort}/index.html", patience.Token);
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException && !patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
            }
        }
    }

    private static Manifest Manifest(string json) => new(JsonNode.Parse(json.Replace("POD-IMAGE", TestEngine.PodImage, StringComparison.Ordinal))!.AsObject());

    private async Task<string> ReadAsync(string node, string path) => await living.Engine.Engine.Containers.ReadTextAsync(node, path, Stop) ?? string.Empty;
}
