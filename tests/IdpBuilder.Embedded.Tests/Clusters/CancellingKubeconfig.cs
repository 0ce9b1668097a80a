using IdpBuilder.Clusters;

namespace IdpBuilder.Tests.Clusters;

/// <summary>Cancels at the last moment: when the cluster stands and listens, and only its kubeconfig is missing.</summary>
internal sealed class CancellingKubeconfig(IKubeconfig inner, CancellationTokenSource stop) : IKubeconfig
{
    public Task<string> CheckAsync(string path, CancellationToken token) => inner.CheckAsync(path, token);

    public async Task<string> AddAsync(KubeconfigEntry entry, string path, CancellationToken token)
    {
        await stop.CancelAsync();
        token.ThrowIfCancellationRequested();
        return await inner.AddAsync(entry, path, token);
    }

    public Task<bool> RemoveAsync(string name, string path, CancellationToken token) => inner.RemoveAsync(name, path, token);

    public Task<IReadOnlyList<string>> RemoveEndedAsync(CancellationToken token) => inner.RemoveEndedAsync(token);
}
