using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Embedded.Clusters;
using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Rendering;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>A real etcd and kube-apiserver that a test may kill, with the actors that play Argo CD and the other controllers.</summary>
public sealed class RestartableCluster : IAsyncLifetime
{
    private static readonly YamlManifestReader Reader = new();

    private LocalControlPlane? _controlPlane;
    private EmbeddedCluster? _cluster;

    /// <summary>The cluster.</summary>
    public ClusterConnection Connection => Present(_cluster).Connection;

    /// <summary>Its programs.</summary>
    public LocalControlPlane ControlPlane => Present(_controlPlane);

    public async ValueTask InitializeAsync()
    {
        if (ControlPlaneAssets.Reason.Length > 0)
        {
            return;
        }

        var clock = TimeProvider.System;
        _controlPlane = await LocalControlPlane.StartAsync(ControlPlanePrograms.In(ControlPlaneAssets.Directory), port: 0, clock, CancellationToken.None);
        var services = new EmbeddedServices(new KubernetesApiFactory(clock), new Kubeconfig(Reader, clock), Reader, new InstalledPrograms(clock), clock);
        _cluster = await EmbeddedCluster.StartAsync(
            new ClusterSpec("restartable"), services, _ => Task.FromResult<IClusterApi>(new ControlPlaneClusterApi(_controlPlane)), new SilentReporter(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    /// <summary>Kills the API server and starts it again at once.</summary>
    public async Task RestartApiServerAsync()
    {
        await ControlPlane.KillApiServerAsync();
        await ControlPlane.StartApiServerAsync(CancellationToken.None);
    }

    /// <summary>Kills etcd, in which everything is, and starts it again at once.</summary>
    public async Task RestartEtcdAsync()
    {
        await ControlPlane.KillEtcdAsync();
        await ControlPlane.StartEtcdAsync(CancellationToken.None);
    }

    private static T Present<T>(T? value)
        where T : class
    {
        ControlPlaneAssets.Require();
        return value!;
    }
}
