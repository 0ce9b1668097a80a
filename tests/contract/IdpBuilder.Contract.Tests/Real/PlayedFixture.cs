using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Embedded;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Rendering;
using IdpBuilder.Tests;

[assembly: AssemblyFixture(typeof(PlayedFixture))]

namespace IdpBuilder.Contract.Tests.Real;

/// <summary>An embedded cluster whose actors play on a real control plane; it is made for the first test that asks.</summary>
public sealed class PlayedFixture : IAsyncDisposable
{
    private static readonly YamlManifestReader Reader = new();

    private readonly EmbeddedProvider _provider = new(
        new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(Reader, TimeProvider.System), Reader, new InstalledPrograms(TimeProvider.System), TimeProvider.System);

    private readonly Lazy<Task<ClusterConnection>> _made;

    public PlayedFixture() => _made = new(MakeAsync);

    /// <summary>The cluster; null when this machine has no control plane.</summary>
    public async Task<ClusterConnection?> GetAsync() => ControlPlaneAssets.Reason.Length > 0 ? null : await _made.Value;

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private async Task<ClusterConnection> MakeAsync()
    {
        var cluster = await _provider.CreateAsync(
            new ClusterSpec("played", ControlPlanePath: ControlPlaneAssets.Directory), new SilentReporter(), CancellationToken.None);
        return await _provider.ConnectAsync(cluster.Name, CancellationToken.None);
    }
}
