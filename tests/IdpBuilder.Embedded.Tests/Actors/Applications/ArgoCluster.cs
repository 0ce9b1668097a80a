using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Clusters;
using IdpBuilder.Embedded.Git;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Tests.Actors.Applications;

/// <summary>An embedded cluster with all its actors and a git server.</summary>
internal sealed class ArgoCluster : IAsyncDisposable
{
    private readonly ActorHost _host;
    private readonly IKubernetesApi _actorsApi;

    private ArgoCluster()
    {
        var reader = new YamlManifestReader();
        var server = new EmbeddedApi("token", Clock, TimeProvider.System, reader);
        var endpoint = new KubeEndpoint(EmbeddedApi.Address, "token", Transport: server.CreateHandler);
        var factory = new KubernetesApiFactory(TimeProvider.System);
        Api = factory.Connect(endpoint);
        _actorsApi = factory.Connect(endpoint);
        _host = new ActorHost(_actorsApi, EmbeddedActors.All(Git, reader, new InstalledPrograms(TimeProvider.System), ServerVersion.GitVersion), Clock, server, Diagnostics);
        Git.Subscribe(new RepositoryNotifier(_actorsApi, _host.Cache).NotifyAsync);
    }

    public ClusterClock Clock { get; } = new();

    public InMemoryGitHost Git { get; } = new("https", "cnoe.localtest.me", 8443);

    public IKubernetesApi Api { get; }

    public ActorDiagnostics Diagnostics { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ArgoCluster> StartAsync()
    {
        var cluster = new ArgoCluster();
        await PlatformBootstrap.RunAsync(cluster.Api, TimeProvider.System, new SilentReporter(), Stop);
        cluster._host.Start();
        return cluster;
    }

    public async Task<PublishedRepository> PublishAsync(string name, params (string Path, string Text)[] files) =>
        await Git.PublishAsync(
            new RepositorySpec(
                name,
                files.ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text), StringComparer.Ordinal),
                "test"),
            Stop);

    /// <summary>Creates an Application of the directory <c>app</c> of a repository of the same name.</summary>
    public async Task CreateAsync(string name, Action<JsonObject>? change = null)
    {
        var json = (JsonObject)JsonNode.Parse($$$"""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"{{{name}}}","namespace":"argocd"},
             "spec":{"project":"default","source":{"repoURL":"{{{Git.UrlOf(name)}}}","path":"app","targetRevision":"HEAD"},
              "destination":{"server":"https://kubernetes.default.svc","namespace":"{{{name}}}"},
              "syncPolicy":{"automated":{"prune":true},"syncOptions":["CreateNamespace=true"]} } }
            """)!;
        change?.Invoke(json);
        await Api.CreateAsync(new Manifest(json), WriteOptions.Default, Stop);
    }

    public async Task<Manifest> InstallAsync(string name, params (string Path, string Text)[] files)
    {
        await PublishAsync(name, files);
        await CreateAsync(name);
        await SettleAsync();
        return await ApplicationAsync(name);
    }

    public async Task PatchAsync(string name, string patch) =>
        await PatchAsync(new ResourceReference(ArgoTypes.Application, "argocd", name), patch);

    public async Task PatchAsync(ResourceReference target, string patch) =>
        await Api.PatchAsync(target, ManifestPatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, Stop);

    /// <summary>Waits until nothing is going on and no time needs to pass.</summary>
    public async Task SettleAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await _host.SettledAsync(limit.Token);
    }

    public async Task<Manifest> ApplicationAsync(string name) => (await FindAsync("argoproj.io/v1alpha1", "Application", name, "argocd"))!;

    public async Task<Manifest?> FindAsync(string apiVersion, string kind, string name, string inNamespace) =>
        await Api.GetAsync(new ResourceReference(GroupVersionKind.Of(apiVersion, kind), inNamespace, name), Stop);

    public async Task<bool> DeleteAsync(string name) =>
        await Api.DeleteAsync(new ResourceReference(ArgoTypes.Application, "argocd", name), DeletionOptions.Default, Stop);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _actorsApi.DisposeAsync();
        await Api.DisposeAsync();
        await Clock.DisposeAsync();
        var failures = Diagnostics.Failures
            .Where(failure => failure.Exception is not Errors.KubernetesApiException { Code: 409 })
            .Select(failure => $"{failure.Actor} {failure.Subject} {failure.Attempt}: {failure.Exception}")
            .ToList();
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
