using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Manifests;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Real;

/// <summary>A real etcd and kube-apiserver, with the actors that do what a cluster's controllers do.</summary>
public sealed class PlayedServer(PlayedFixture fixture) : ApiUnderTest, IAsyncLifetime
{
    private IKubernetesApi? _api;

    public override IKubernetesApi Api
    {
        get
        {
            ControlPlaneAssets.Require();
            return _api!;
        }
    }

    // What asks without the adapter asks the server without actors.
    public override HttpClient Http => throw new NotSupportedException();

    public override string Token => throw new NotSupportedException();

    public override IKubernetesApi Connect(string token) => throw new NotSupportedException();

    public async ValueTask InitializeAsync() => _api = (await fixture.GetAsync())?.Api;

    /// <summary>Nothing to do: the cluster is the fixture's.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
