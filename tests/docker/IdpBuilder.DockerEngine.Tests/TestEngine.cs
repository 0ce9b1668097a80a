using System.Diagnostics;
using IdpBuilder.Clusters;
using IdpBuilder.Docker;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.DockerEngine;

/// <summary>The engine and the node image that tests/docker/prepare.sh has made; tests skip where there are none.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idp-docker-");

    private TestEngine(string host, string image)
    {
        Image = image;
        Locator = LocatorOf(host);
        Services = new DockerServices(new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(new YamlManifestReader(), TimeProvider.System), new YamlManifestReader(), new GoTextTemplates(new YamlManifestReader()), TimeProvider.System);
        Engine = Docker.Operations.DockerEngine.At(Locator.Find());
        Provider = new DockerClusterProvider(Services, Locator);
    }

    public string Image { get; }

    /// <summary>What pods run: a busybox that the nodes have, or that is imported into them.</summary>
    public static string PodImage => Environment.GetEnvironmentVariable("IDPBUILDER_TEST_POD_IMAGE") is { Length: > 0 } image ? image : "idpbuilder.test/busybox:1";

    public string BalancerImage { get; } = Environment.GetEnvironmentVariable("IDPBUILDER_TEST_BALANCER_IMAGE") ?? string.Empty;

    public EngineLocator Locator { get; }

    public DockerServices Services { get; }

    public Docker.Operations.DockerEngine Engine { get; }

    public DockerClusterProvider Provider { get; }

    public string KubeConfig => Path.Combine(_folder.FullName, "config");

    public static bool IsThere => Host.Length > 0;

    private static string Host => Environment.GetEnvironmentVariable("IDPBUILDER_TEST_ENGINE") ?? string.Empty;

    public static void RequireEngine() => Assert.SkipUnless(IsThere, "no Docker engine was prepared (tests/docker/prepare.sh)");

    public static TestEngine Open()
    {
        RequireEngine();
        return new TestEngine(Host, Environment.GetEnvironmentVariable("IDPBUILDER_TEST_NODE_IMAGE") is { Length: > 0 } image ? image : NodeImages.Of(Environment.GetEnvironmentVariable("IDPBUILDER_TEST_KUBERNETES") ?? string.Empty));
    }

    /// <summary>Another engine of the tests' own.</summary>
    public static TestEngine OpenAt(string host) => new(host, string.Empty);

    public static EngineLocator LocatorOf(string host) => new(EngineEnvironment.OfProcess() with { Variable = name => name == "DOCKER_HOST" ? host : null });

    public ClusterSpec Spec(string name, int port, int workers = 0) => new(name, Port: port, KubeConfig: KubeConfig) { Nodes = new NodeSpec(Image: Image, WorkerCount: workers) };

    /// <summary>Brings the pods' image to the nodes, unless the node image brings it.</summary>
    public async Task ImportPodImageAsync(Cluster cluster, CancellationToken stop)
    {
        if (await Engine.Images.ExistsAsync(PodImage, stop))
        {
            await Provider.ImportAsync(cluster, new ImageSource([PodImage], []), new SilentReporter(), stop);
        }
    }

    /// <summary>Compares what two looks at a cluster have found.</summary>
    public static void AssertSame(Cluster expected, Cluster actual)
    {
        Assert.Equal(expected with { Nodes = [] }, actual with { Nodes = [] });
        Assert.Equal(expected.Nodes.Select(node => node with { Ports = [] }), actual.Nodes.Select(node => node with { Ports = [] }));
        Assert.All(expected.Nodes.Zip(actual.Nodes), pair => Assert.Equivalent(pair.First.Ports, pair.Second.Ports, strict: true));
    }

    /// <summary>The names of what bears a cluster's labels.</summary>
    public async Task<IReadOnlyList<string>> LeftoversAsync(string cluster, CancellationToken stop) =>
    [
        .. (await Engine.Containers.ListAsync($"{NodeLabels.KindCluster}={cluster}", stop)).Select(container => container.Name),
        .. (await Engine.Networks.ValuesAsync(NodeLabels.Cluster, stop)).Keys.Where(name => name == cluster).Select(NodeNetwork.NameOf),
    ];

    /// <summary>The volumes that no container has.</summary>
    public async Task<IReadOnlyList<string>> LooseVolumesAsync(CancellationToken stop)
    {
        string[] arguments = ["--host", Locator.Find().Endpoint.ToString(), "volume", "ls", "--quiet", "--filter", "dangling=true"];
        using var docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true })!;
        var said = await docker.StandardOutput.ReadToEndAsync(stop);
        await docker.WaitForExitAsync(stop);
        Assert.Equal(0, docker.ExitCode);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        Engine.Dispose();
        _folder.Delete(recursive: true);
    }
}
