using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Embedded;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Embedded;

/// <summary>The API inside this process.</summary>
public sealed class EmbeddedServer : ApiUnderTest
{
    private readonly EmbeddedApi _server;

    public EmbeddedServer()
    {
        _server = new EmbeddedApi(Token, TimeProvider.System, TimeProvider.System, new YamlManifestReader());
        Api = Connect(Token);
        Http = new HttpClient(_server.CreateHandler()) { BaseAddress = EmbeddedApi.Address };
    }

    public override IKubernetesApi Api { get; }

    public override HttpClient Http { get; }

    public override string Token { get; } = Guid.NewGuid().ToString("N");

    public override IKubernetesApi Connect(string token) =>
        new KubernetesApiFactory(TimeProvider.System).Connect(new KubeEndpoint(EmbeddedApi.Address, token, Transport: _server.CreateHandler));
}
