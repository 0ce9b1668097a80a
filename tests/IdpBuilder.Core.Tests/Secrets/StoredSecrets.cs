using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Core.Tests.Secrets;

/// <summary>An API that holds some Secrets and can only be read.</summary>
internal sealed class StoredSecrets(params Manifest[] secrets) : IKubernetesApi
{
    /// <summary>The names of the Secrets that were asked for.</summary>
    public List<string> Read { get; } = [];

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop)
    {
        Read.Add(target.Name);
        return Task.FromResult(secrets.FirstOrDefault(secret => ResourceReference.To(secret) == target));
    }

    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop)
    {
        Assert.Equal("cnoe.io/cli-secret=true", selector.LabelSelector);
        return Task.FromResult(new ManifestList([.. secrets.Where(secret => secret.Label(SecretLabels.Offered) == "true")], "1"));
    }

    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
