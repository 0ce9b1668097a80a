using IdpBuilder.Clusters;
using IdpBuilder.Tests;

namespace IdpBuilder.DockerEngine;

/// <summary>
/// A cluster of a control plane and two workers that tests share, made with everything that can be configured. Each test leaves it
/// as it found it: running, with nothing of the test's own in it.
/// </summary>
public sealed class LivingCluster : IAsyncLifetime
{
    public const string Name = "living";
    public const int Port = 18443;
    public const int ServicePort = 18450;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idp-living-");

    private TestEngine? _engine;
    private Cluster? _cluster;

    public static IReadOnlyList<string> Nodes { get; } = ["living-control-plane", "living-worker", "living-worker2"];

    internal TestEngine Engine => _engine ?? throw new InvalidOperationException("Tests skip before they ask for an engine that is not there.");

    internal Cluster Cluster => _cluster ?? throw new InvalidOperationException("Tests skip before they ask for a cluster that is not there.");

    public async ValueTask InitializeAsync()
    {
        if (TestEngine.IsThere)
        {
            _engine = TestEngine.Open();
            await _engine.Provider.RemoveAsync(Name, CancellationToken.None);
            _cluster = await _engine.Provider.CreateAsync(Spec(_engine), new SilentReporter(), CancellationToken.None);
            await _engine.ImportPodImageAsync(_cluster, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.Provider.RemoveAsync(Name, CancellationToken.None);
            await _engine.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private ClusterSpec Spec(TestEngine engine)
    {
        var login = Path.Combine(_folder.FullName, "config.json");
        File.WriteAllText(login, """{ "auths": { "registry.example": { "auth": "dTpw" } } }""");
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("mounted").FullName, "file"), "from outside");
        var config = Path.Combine(_folder.FullName, "kind.yaml");
        File.Copy(Repository.PathOf("tests", "docker", "IdpBuilder.DockerEngine.Tests", "kind.yaml"), config);
        var spec = engine.Spec(Name, Port);
        return spec with
        {
            Nodes = spec.Nodes with
            {
                KindConfig = config,
                ExtraPorts = [new NodePort(ServicePort, 30080)],
                RegistryConfig = [login],
                RegistryMirrors = new Dictionary<string, string>(StringComparer.Ordinal) { ["docker.io"] = "http://mirror.example:5000" },
                TrustHostCertificates = true,
            },
        };
    }
}
