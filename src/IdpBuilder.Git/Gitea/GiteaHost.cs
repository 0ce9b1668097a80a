using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Git.Objects;
using IdpBuilder.Rights;

namespace IdpBuilder.Git.Gitea;

/// <summary>
/// The Gitea of a cluster. What a repository is to hold becomes a commit here, byte for byte and bit for bit, and is pushed as git would;
/// what it holds already is told by the ids in its tree, so what has not changed costs two small requests.
/// </summary>
internal sealed class GiteaHost : IGitHost, IDisposable
{
    /// <summary>The names of all repositories of the platform begin with this.</summary>
    private const string Prefix = "idpbuilder-";

    private const int MostAttempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly GiteaLocator _locator;
    private readonly GiteaTokens _tokens;
    private readonly GiteaHooks _hooks;
    private readonly IPodPorts _ports;
    private readonly Func<string, IdpException> _refusal;
    private readonly TimeProvider _clock;
    private volatile GiteaConnection? _connection;

    /// <summary>Makes a host; the server is looked for when it is needed first.</summary>
    /// <param name="locator">Finds it.</param>
    /// <param name="tokens">Makes its owner's token.</param>
    /// <param name="hooks">Has it tell of pushes.</param>
    /// <param name="ports">Reaches it.</param>
    /// <param name="refusal">The failure for a cluster that has none, for the name of a repository.</param>
    /// <param name="clock">Measures pauses, and says when commits are made.</param>
    public GiteaHost(GiteaLocator locator, GiteaTokens tokens, GiteaHooks hooks, IPodPorts ports, Func<string, IdpException> refusal, TimeProvider clock) =>
        (_locator, _tokens, _hooks, _ports, _refusal, _clock) = (locator, tokens, hooks, ports, refusal, clock);

    /// <inheritdoc/>
    public IReadOnlyList<NeededRight> Rights => GiteaLocator.Rights;

    /// <inheritdoc/>
    public async ValueTask<bool> IsThereAsync(CancellationToken stop) => await TryConnectAsync(stop).ConfigureAwait(false) is not null;

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken stop)
    {
        if (await TryConnectAsync(stop).ConfigureAwait(false) is null)
        {
            return;
        }

        await WithServerAsync(
            string.Empty,
            async (connection, ending) =>
            {
                var known = connection.Server.Token;
                if (known.Length > 0 && await new GiteaApi(connection).IsWelcomeAsync(ending).ConfigureAwait(false))
                {
                    return true;
                }

                using var administrator = new GiteaConnection(connection.Server with { Token = string.Empty }, _ports);
                await _tokens.ReplaceAsync(known, administrator, ending).ConfigureAwait(false);

                // Whatever comes next comes with the token.
                Forget(connection);
                return true;
            },
            stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task AnnounceAsync(CancellationToken stop)
    {
        if (await TryConnectAsync(stop).ConfigureAwait(false) is null)
        {
            return;
        }

        await WithServerAsync(
            string.Empty,
            async (connection, ending) =>
            {
                await _hooks.CompleteAsync(new GiteaApi(connection), ending).ConfigureAwait(false);
                return true;
            },
            stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<string> UrlOfAsync(string name, CancellationToken stop) =>
        (await ConnectAsync(name, stop).ConfigureAwait(false)).Server.UrlOf(name);

    /// <inheritdoc/>
    public Task<PublishedRepository> PublishAsync(RepositorySpec repository, CancellationToken stop)
    {
        var publishing = new Publishing(repository, _clock);
        return WithServerAsync(repository.Name, publishing.RunAsync, stop);
    }

    /// <inheritdoc/>
    public Task<PublishedRepository> PreviewAsync(RepositorySpec repository, CancellationToken stop)
    {
        var tree = GitTree.Of(repository);
        return WithServerAsync(
            repository.Name,
            async (connection, ending) =>
            {
                var api = new GiteaApi(connection);
                var head = await api.HeadAsync(repository.Name, ending).ConfigureAwait(false);
                var held = head.Length > 0 && await api.HoldsAsync(repository.Name, head, tree, ending).ConfigureAwait(false);
                return new PublishedRepository(repository.Name, connection.Server.UrlOf(repository.Name), held ? head : string.Empty, Changed: !held);
            },
            stop);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedRepository>> ListAsync(CancellationToken stop)
    {
        if (await TryConnectAsync(stop).ConfigureAwait(false) is null)
        {
            return [];
        }

        return await WithServerAsync<IReadOnlyList<PublishedRepository>>(
            Prefix,
            async (connection, ending) =>
            [
                .. (await new GiteaApi(connection).NamesAsync(ending).ConfigureAwait(false))
                    .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                    .Select(name => new PublishedRepository(name, connection.Server.UrlOf(name), string.Empty, Changed: false)),
            ],
            stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string name, CancellationToken stop) =>
        await TryConnectAsync(stop).ConfigureAwait(false) is not null
        && await WithServerAsync(name, (connection, ending) => new GiteaApi(connection).RemoveAsync(name, ending), stop).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _connection, null)?.Dispose();

    // Everything sent may be sent again: a push moves the branch only from where it was, and what exists is not made twice.
    private async Task<T> WithServerAsync<T>(string name, Func<GiteaConnection, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await ConnectAsync(name, stop).ConfigureAwait(false);
            try
            {
                return await work(connection, stop).ConfigureAwait(false);
            }
            catch (HttpRequestException lost) when (lost.InnerException is IdpException { Kind: FailureKind.Denied } cause)
            {
                throw cause;
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or ObjectDisposedException)
            {
                Forget(connection);
                if (attempt == MostAttempts)
                {
                    throw GitFailures.Unreachable(connection.Server, lost);
                }

                await Task.Delay(FirstPause * (1 << attempt), _clock, stop).ConfigureAwait(false);
            }
            catch (IdpException refused) when (refused.Id == "GitServerUnauthorized" && attempt == 1)
            {
                // The Secret may have changed since it was read.
                Forget(connection);
            }
        }
    }

    private async Task<GiteaConnection> ConnectAsync(string name, CancellationToken stop) =>
        await TryConnectAsync(stop).ConfigureAwait(false) ?? throw _refusal(name);

    private async Task<GiteaConnection?> TryConnectAsync(CancellationToken stop)
    {
        if (_connection is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return _connection ??= await _locator.FindAsync(stop).ConfigureAwait(false) is { } server ? new GiteaConnection(server, _ports) : null;
        }
        finally
        {
            _gate.Release();
        }
    }

    // Others may be using it: it is left to end with them.
    private void Forget(GiteaConnection connection) => Interlocked.CompareExchange(ref _connection, null, connection);
}
