using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Embedded;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Rendering;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>A cluster that nobody else uses, so that everything in it can be looked at.</summary>
/// <param name="controlPlanePath">The programs it runs on; empty for the API in this process.</param>
public abstract class RehearsedCluster(string controlPlanePath) : IAsyncLifetime
{
    private static readonly YamlManifestReader Reader = new();

    private readonly EmbeddedProvider _provider = new(
        new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(Reader, TimeProvider.System), Reader, new InstalledPrograms(TimeProvider.System), TimeProvider.System);

    private ClusterConnection? _connection;

    /// <summary>Why there is none; empty when there is one.</summary>
    public string Missing { get; } = controlPlanePath.Length > 0 ? ControlPlaneAssets.Reason : string.Empty;

    /// <summary>The cluster.</summary>
    public ClusterConnection Connection => _connection ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        if (Missing.Length == 0)
        {
            var cluster = await _provider.CreateAsync(new ClusterSpec("rehearsed", ControlPlanePath: controlPlanePath), new SilentReporter(), CancellationToken.None);
            _connection = await _provider.ConnectAsync(cluster.Name, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _provider.DisposeAsync();
    }
}
