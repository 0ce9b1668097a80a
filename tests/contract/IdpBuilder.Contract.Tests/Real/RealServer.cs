using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes;
using IdpBuilder.Manifests;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Real;

/// <summary>A real etcd and kube-apiserver, without controllers.</summary>
public sealed class RealServer(ControlPlaneFixture fixture) : ApiUnderTest, IAsyncLifetime
{
    private LocalControlPlane? _controlPlane;
    private IKubernetesApi? _api;
    private HttpClient? _http;

    // Test classes ask for it in their constructors, which skips their tests where there is no control plane.
    public override IKubernetesApi Api => Present(_api);

    public override HttpClient Http => Present(_http);

    public override string Token => Present(_controlPlane).Token;

    /// <summary>Its address.</summary>
    public Uri Address => Present(_controlPlane).Address;

    /// <summary>The authority behind its certificate.</summary>
    public string CertificateAuthority => Present(_controlPlane).CertificateAuthority;

    /// <summary>A way to it that has nothing of the adapter's own transport.</summary>
    public HttpMessageHandler Transport() => Trusting(CertificateAuthority);

    /// <summary>The server as an existing cluster, reached through an API.</summary>
    public ClusterConnection Connection(IKubernetesApi api) => new(
        new Cluster("real", ClusterProvider.Existing, ClusterState.Running, Present(_controlPlane).Version, Address, "localhost", 443, "https", string.Empty, DateTimeOffset.UnixEpoch, string.Empty),
        api,
        new NoGitHost(name => throw new NotSupportedException(name)),
        TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        _controlPlane = await fixture.GetAsync();
        if (_controlPlane is not null)
        {
            _api = Connect(_controlPlane.Token);
            _http = new HttpClient(Trusting(_controlPlane.CertificateAuthority)) { BaseAddress = _controlPlane.Address };
        }
    }

    public override IKubernetesApi Connect(string token)
    {
        var server = Present(_controlPlane);
        return new KubernetesApiFactory(TimeProvider.System).Connect(new KubeEndpoint(server.Address, token, server.CertificateAuthority));
    }

    public override ValueTask DisposeAsync() => _api is null ? ValueTask.CompletedTask : base.DisposeAsync();

    private static SocketsHttpHandler Trusting(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(authority));
        return new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
    }

    private static T Present<T>(T? value)
        where T : class
    {
        ControlPlaneAssets.Require();
        return value!;
    }
}
