using System.Runtime.CompilerServices;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Discovery;
using IdpBuilder.Kubernetes.Forwarding;
using IdpBuilder.Kubernetes.Logs;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Kubernetes.Watching;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes;

/// <summary>A cluster's API over HTTP. Closing it ends everything that runs through it with the failure that it was closed.</summary>
internal sealed class KubernetesApi : IKubernetesApi, IPodPorts, IServiceAccountTokens
{
    private readonly CancellationTokenSource _closed = new();
    private readonly TimeProvider _clock;
    private readonly Func<double> _jitter;
    private readonly ApiClient _client;
    private readonly CertainWrites _writes;
    private readonly DiscoveryCache _types;
    private readonly ObjectLister _lister;
    private readonly AnnouncedTypes _announced;

    /// <summary>Makes the API of a transport, which it closes with itself.</summary>
    /// <param name="transport">The way to the server.</param>
    /// <param name="clock">Measures waits.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public KubernetesApi(ApiTransport transport, TimeProvider clock, Func<double> jitter)
    {
        _clock = clock;
        _jitter = jitter;
        _client = new ApiClient(transport, new RetryPolicy(jitter), clock);
        _writes = new CertainWrites(_client);
        _types = new DiscoveryCache(_client);
        _lister = new ObjectLister(_client);
        _announced = new AnnouncedTypes(_types, _lister, clock);
    }

    /// <summary>The server's version, such as <c>v1.34.1</c>; asked for once, without patience for a server that is away.</summary>
    public Task<string> VersionAsync(CancellationToken stop) => WhileOpenAsync(
        async ending =>
        {
            var request = new ApiRequest(HttpMethod.Get, "version", "Asking for", "the server's version") { Once = true };
            return (await _client.SendAsync(request, ending).ConfigureAwait(false)).Text("gitVersion");
        },
        stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) =>
        WhileOpenAsync(ending => _types.AllAsync(refresh, ending), stop);

    /// <inheritdoc/>
    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) => WhileOpenAsync(async ending =>
    {
        if (await _types.FindAsync(target.Type, ending).ConfigureAwait(false) is not { } type)
        {
            return null;
        }

        var path = ResourcePath.OfOne(type, target.Namespace, target.Name, target.Subresource);
        var request = new ApiRequest(HttpMethod.Get, path.ToString(), "Reading", target.ToString()) { Target = target, Repeatable = true };
        try
        {
            return new Manifest(await _client.SendAsync(request, ending).ConfigureAwait(false));
        }
        catch (KubernetesApiException failure) when (failure.Code == 404)
        {
            return null;
        }
    }, stop);

    /// <inheritdoc/>
    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop) => WhileOpenAsync(async ending =>
    {
        var type = await ServedAsync(selector.Type, ending).ConfigureAwait(false);
        try
        {
            return await _lister.ListAsync(type, selector, ending).ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Code == 404)
        {
            // A namespace that does not exist has an empty list: it is the type that is there no longer.
            await _types.AllAsync(refresh: true, ending).ConfigureAwait(false);
            throw ApiErrors.TypeGone(selector.Type, failure);
        }
    }, stop);

    /// <inheritdoc/>
    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        WriteAsync(manifest.GroupVersionKind, type => WriteRequests.Create(type, manifest, options), stop);

    /// <inheritdoc/>
    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        WriteAsync(manifest.GroupVersionKind, type => WriteRequests.Replace(type, manifest, options), stop);

    /// <inheritdoc/>
    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        WriteAsync(manifest.GroupVersionKind, type => WriteRequests.Apply(type, manifest, options), stop);

    /// <inheritdoc/>
    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop) =>
        WriteAsync(target.Type, type => WriteRequests.Patch(type, target, patch, options), stop);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop) => WhileOpenAsync(async ending =>
    {
        if (await _types.FindAsync(target.Type, ending).ConfigureAwait(false) is not { } type)
        {
            return false;
        }

        try
        {
            await _client.SendAsync(WriteRequests.Delete(type, target, options), ending).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesApiException failure) when (failure.Code == 404)
        {
            return false;
        }
    }, stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, CancellationToken stop) => WhileOpenAsync(WatchOpenAsync, selector, stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) =>
        WhileOpenAsync((log, ending) => new PodLog(_client, log, Patience(), _clock).ReadAsync(ending), request, stop);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(string inNamespace, string pod, int port, CancellationToken stop) => WhileOpenAsync<Stream>(
        async ending =>
        {
            var request = ForwardRequest.To(inNamespace, pod, port);
            return new PodPortStream(await _client.UpgradeAsync(request, ForwardRequest.Protocol, ending).ConfigureAwait(false), _closed.Token);
        },
        stop);

    /// <inheritdoc/>
    public Task<string> IssueAsync(string inNamespace, string account, CancellationToken stop) => WhileOpenAsync(
        async ending => (await _client.SendAsync(TokenRequest.For(inNamespace, account), ending).ConfigureAwait(false)).Child("status").Text("token"),
        stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The source itself is left to the garbage collector: calls that begin from now on must still find it cancelled.
        await _closed.CancelAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private async IAsyncEnumerable<WatchEvent> WatchOpenAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken ending)
    {
        var type = await ServedAsync(selector.Type, ending).ConfigureAwait(false);
        var watch = new ResourceWatch(_client, _lister, type, selector, Patience(), _clock);
        await foreach (var change in watch.RunAsync(ending).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    private Task<Manifest> WriteAsync(GroupVersionKind type, Func<ApiResource, ApiRequest> request, CancellationToken stop) => WhileOpenAsync(
        async ending =>
        {
            var served = await _announced.FindAsync(type, ending).ConfigureAwait(false) ?? throw ApiErrors.TypeNotServed(type);
            return new Manifest(await _writes.SendAsync(request(served), ending).ConfigureAwait(false));
        },
        stop);

    private async ValueTask<ApiResource> ServedAsync(GroupVersionKind type, CancellationToken stop) =>
        await _types.FindAsync(type, stop).ConfigureAwait(false) ?? throw ApiErrors.TypeNotServed(type);

    private WatchPatience Patience() => new(_clock, _jitter);

    private async Task<T> WhileOpenAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, _closed.Token);
        return await UnlessClosedAsync(work(ending.Token), stop).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<TItem> WhileOpenAsync<TRequest, TItem>(
        Func<TRequest, CancellationToken, IAsyncEnumerable<TItem>> open, TRequest request, [EnumeratorCancellation] CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, _closed.Token);
        var items = open(request, ending.Token).GetAsyncEnumerator(ending.Token);
        await using (items.ConfigureAwait(false))
        {
            while (await UnlessClosedAsync(items.MoveNextAsync().AsTask(), stop).ConfigureAwait(false))
            {
                yield return items.Current;
            }
        }
    }

    // Whatever a closed connection makes of a call, its caller learns the reason; an answer that still came is an answer.
    private async Task<T> UnlessClosedAsync<T>(Task<T> work, CancellationToken stop)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception exception) when (
            _closed.IsCancellationRequested && !stop.IsCancellationRequested && exception is not KubernetesApiException { Code: > 0 })
        {
            throw ApiErrors.Closed(_client.Identity);
        }
    }
}
