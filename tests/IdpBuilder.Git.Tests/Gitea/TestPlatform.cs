using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Errors;
using IdpBuilder.Git.Gitea;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Tests.Forwarding;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>A cluster with a Gitea: the objects are on an embedded API, the way to the Pod leads over a real port-forward to a real server.</summary>
internal sealed class TestPlatform : IAsyncDisposable
{
    private readonly EmbeddedApi _embedded = new("token", TimeProvider.System, TimeProvider.System, new YamlManifestReader());
    private readonly KubeletDouble _kubelet = new();
    private readonly IKubernetesApi _objects;
    private readonly IKubernetesApi _tunnels;

    private TestPlatform()
    {
        GitProgram.Require();
        var connections = new KubernetesApiFactory(TimeProvider.System);
        _objects = connections.Connect(new KubeEndpoint(EmbeddedApi.Address, "token", Transport: _embedded.CreateHandler));
        _tunnels = connections.Connect(new KubeEndpoint(_kubelet.Address, _kubelet.Token));
        _kubelet.Ports["gitea/gitea-0:3000"] = Gitea.Port;
        Host = NewHost();
    }

    public Cluster Cluster { get; } = new(
        "demo", ClusterProvider.Docker, ClusterState.Running, "v1.34.1", new Uri("https://127.0.0.1"), "cnoe.localtest.me", 8443, "https", string.Empty, default, string.Empty);

    public GiteaDouble Gitea { get; } = new("giteaAdmin", "token-1");

    public GiteaHost Host { get; }

    public IKubernetesApi Objects => _objects;

    /// <summary>How many tunnels were opened.</summary>
    public int Tunnels => _kubelet.Requests.Count;

    /// <summary>A cluster whose Gitea is ready.</summary>
    public static async Task<TestPlatform> StartAsync()
    {
        var platform = new TestPlatform();
        await platform.ApplyAsync("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"gitea"}}""");
        await platform.WriteSecretAsync("token-1");
        await platform.ApplyAsync("""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"my-gitea-http","namespace":"gitea"},
             "spec":{"selector":{"app":"gitea"},"ports":[{"name":"http","port":3000,"targetPort":"http"}]}}
            """);
        await platform.WritePodAsync("gitea-0", isReady: true);
        return platform;
    }

    /// <summary>Another process that uses the same server.</summary>
    public GiteaHost NewHost(TimeProvider? clock = null) =>
        new(new GiteaLocator(Cluster, _objects, clock ?? TimeProvider.System), new GiteaTokens(_objects), new GiteaHooks(_objects), (IPodPorts)_tunnels, name => new IdpException("GitServerMissing", FailureKind.NotSupported, name), TimeProvider.System);

    public Task WriteSecretAsync(string token, string password = "not this one") => ApplyAsync(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = "gitea-credential", ["namespace"] = "gitea" },
        ["data"] = Data(token, password),
    }.ToJsonString());

    public Task<Manifest> ApplyAsync(string json) =>
        _objects.ApplyAsync(new Manifest(JsonNode.Parse(json)!.AsObject()), new WriteOptions(Force: true), TestContext.Current.CancellationToken);

    public async Task WritePodAsync(string name, bool isReady)
    {
        await ApplyAsync($$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{name}}","namespace":"gitea","labels":{"app":"gitea"} },
             "spec":{"containers":[{"name":"gitea","image":"gitea","ports":[{"name":"http","containerPort":3000}]}]} }
            """);
        var status = new JsonObject { ["status"] = new JsonObject { ["phase"] = "Running", ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = isReady ? "True" : "False" }) } };
        var pod = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Pod"), "gitea", name, "status");
        await _objects.PatchAsync(pod, ManifestPatch.Merge(status), WriteOptions.Default, TestContext.Current.CancellationToken);
    }

    /// <summary>Leads tunnels to another Pod, and none to the one before.</summary>
    public void MovePod(string name)
    {
        _kubelet.Ports.Clear();
        _kubelet.Ports[$"gitea/{name}:3000"] = Gitea.Port;
    }

    public void BreakConnections() => _kubelet.BreakConnections();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Gitea.Mistakes);
        Host.Dispose();
        await _tunnels.DisposeAsync();
        await _objects.DisposeAsync();
        await _kubelet.DisposeAsync();
        await Gitea.DisposeAsync();
    }

    private static JsonObject Data(string token, string password)
    {
        var data = new JsonObject { ["username"] = Encoded("giteaAdmin"), ["password"] = Encoded(password) };
        if (token.Length > 0)
        {
            data["token"] = Encoded(token);
        }

        return data;
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
