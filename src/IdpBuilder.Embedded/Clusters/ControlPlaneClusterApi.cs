using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Lifecycle;
using IdpBuilder.Embedded.ControlPlane;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>A real etcd and kube-apiserver, beside which actors do what its controllers would.</summary>
internal sealed class ControlPlaneClusterApi : IClusterApi
{
    private readonly LocalControlPlane _controlPlane;

    /// <summary>Takes a control plane over that has been started.</summary>
    public ControlPlaneClusterApi(LocalControlPlane controlPlane) => _controlPlane = controlPlane;

    /// <inheritdoc/>
    public KubeEndpoint Endpoint => new(_controlPlane.Address, _controlPlane.Token, _controlPlane.CertificateAuthority);

    /// <inheritdoc/>
    public Uri Address => _controlPlane.Address;

    /// <inheritdoc/>
    public string Version => _controlPlane.Version;

    /// <inheritdoc/>
    public IRevisionProbe? Revisions => null;

    /// <inheritdoc/>
    public IReadOnlyList<IActor> Controllers => LifecycleActors.All();

    /// <summary>Starts the programs of the directory that the specification names.</summary>
    public static async Task<ControlPlaneClusterApi> StartAsync(ClusterSpec spec, TimeProvider clock, CancellationToken stop) =>
        new(await LocalControlPlane.StartAsync(ControlPlanePrograms.In(spec.ControlPlanePath), spec.ListenPort ?? 0, clock, stop).ConfigureAwait(false));

    /// <summary>It listens anyway, at the port it was started with.</summary>
    public KubeEndpoint Listen(int port) => Endpoint;

    /// <summary>It is closed by its end.</summary>
    public ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _controlPlane.DisposeAsync();
}
