using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors;

/// <summary>The embedded API with actors on it, as a cluster has them.</summary>
internal sealed class PlayedCluster : IAsyncDisposable
{
    private readonly ActorHost _host;
    private readonly IKubernetesApi _actorsApi;

    public PlayedCluster(IReadOnlyList<IActor>? actors = null)
    {
        var server = new EmbeddedApi("token", Clock, TimeProvider.System, new YamlManifestReader());
        var endpoint = new KubeEndpoint(EmbeddedApi.Address, "token", Transport: server.CreateHandler);
        var factory = new KubernetesApiFactory(TimeProvider.System);
        Api = factory.Connect(endpoint);
        _actorsApi = factory.Connect(endpoint);
        _host = new ActorHost(_actorsApi, actors ?? WorkloadActors.All(), Clock, server, Diagnostics);
        _host.Start();
    }

    public ClusterClock Clock { get; } = new();

    public IKubernetesApi Api { get; }

    public ActorDiagnostics Diagnostics { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task CreateAsync(string yaml)
    {
        var mistakes = new List<Diagnostic>();
        var documents = new YamlManifestReader().Read(yaml, "test.yaml", mistakes);
        Assert.Empty(mistakes);
        foreach (var document in documents)
        {
            await Api.CreateAsync(Placed(document.Content!.AsObject()), WriteOptions.Default, Stop);
        }
    }

    /// <summary>Waits until nothing is going on and no time needs to pass.</summary>
    public async Task SettleAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await _host.SettledAsync(limit.Token);
    }

    public async Task<Manifest?> FindAsync(GroupVersionKind type, string name, string inNamespace = "default") =>
        await Api.GetAsync(new ResourceReference(type, inNamespace, name), Stop);

    public async Task<Manifest> GetAsync(GroupVersionKind type, string name, string inNamespace = "default")
    {
        var found = await FindAsync(type, name, inNamespace);
        Assert.NotNull(found);
        return found;
    }

    public async Task<IReadOnlyList<Manifest>> ListAsync(GroupVersionKind type, string inNamespace = "default", string labels = "") =>
        (await Api.ListAsync(new ResourceSelector(type, inNamespace, labels), Stop)).Items;

    public async Task ChangeAsync(GroupVersionKind type, string name, Action<JsonObject> change)
    {
        while (true)
        {
            var next = (await GetAsync(type, name)).Clone();
            change(next.Json);
            try
            {
                await Api.ReplaceAsync(next, WriteOptions.Default, Stop);
                return;
            }
            catch (IdpBuilder.Errors.KubernetesApiException conflict) when (conflict.Code == 409)
            {
                // An actor was faster.
            }
        }
    }

    public Task<bool> DeleteAsync(GroupVersionKind type, string name) =>
        Api.DeleteAsync(new ResourceReference(type, "default", name), DeletionOptions.Default, Stop);

    /// <summary>The reasons of the events about an object, in the order of their first occurrence.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(string kind, string name) =>
    [
        .. (await ListAsync(new GroupVersionKind(string.Empty, "v1", "Event")))
            .Where(item => item.Json["involvedObject"]?["kind"]?.ToString() == kind && item.Json["involvedObject"]?["name"]?.ToString() == name)
            .OrderBy(item => long.Parse(item.ResourceVersion))
            .Select(item => item.Json["reason"]!.ToString()),
    ];

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _actorsApi.DisposeAsync();
        await Api.DisposeAsync();
        await Clock.DisposeAsync();
        Assert.True(
            Diagnostics.Failures.Count == 0,
            string.Join(Environment.NewLine, Diagnostics.Failures.Select(failure => $"{failure.Actor} {failure.Subject} {failure.Attempt}: {failure.Exception}")));
    }

    private static Manifest Placed(JsonObject json)
    {
        var manifest = new Manifest(json);
        if (manifest.Namespace.Length == 0 && manifest.Kind is not ("Namespace" or "StorageClass" or "APIService" or "PersistentVolume" or "Node"))
        {
            json["metadata"]!["namespace"] = "default";
        }

        return manifest;
    }
}
