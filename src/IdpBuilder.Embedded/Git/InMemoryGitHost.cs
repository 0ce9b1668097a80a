using System.Security.Cryptography;
using System.Text;
using IdpBuilder.Git;

namespace IdpBuilder.Embedded.Git;

/// <summary>
/// The embedded platform's git server: repositories with their history, in memory. Revisions are made of the content and of
/// the revision before, so the same publishing always gives the same revisions.
/// </summary>
public sealed class InMemoryGitHost : IGitHost, IRepositoryReader
{
    private readonly object _gate = new();
    private readonly string _baseUrl;
    private readonly Dictionary<string, List<RepositorySnapshot>> _repositories = new(StringComparer.Ordinal);
    private readonly List<Func<PublishedRepository, CancellationToken, Task>> _subscribers = [];

    /// <summary>Makes a server whose repositories have addresses as the platform's Gitea gives them.</summary>
    /// <param name="protocol"><c>http</c> or <c>https</c>.</param>
    /// <param name="host">The platform's host name; the server's is <c>gitea.</c> in front of it.</param>
    /// <param name="port">The platform's port.</param>
    public InMemoryGitHost(string protocol, string host, int port) => _baseUrl = $"{protocol}://gitea.{host}:{port}/giteaAdmin/";

    /// <inheritdoc/>
    public async Task<PublishedRepository> PublishAsync(RepositorySpec repository, CancellationToken stop)
    {
        PublishedRepository published;
        Func<PublishedRepository, CancellationToken, Task>[] subscribers;
        lock (_gate)
        {
            published = Commit(repository);
            subscribers = [.. _subscribers];
        }

        if (published.Changed)
        {
            foreach (var subscriber in subscribers)
            {
                await subscriber(published, stop).ConfigureAwait(false);
            }
        }

        return published;
    }

    /// <inheritdoc/>
    public Task<PublishedRepository> PreviewAsync(RepositorySpec repository, CancellationToken stop)
    {
        lock (_gate)
        {
            var newest = _repositories.TryGetValue(repository.Name, out var history) ? history[^1] : null;
            return Task.FromResult(newest is not null && Holds(newest, repository)
                ? Describe(repository.Name, newest, changed: false)
                : new PublishedRepository(repository.Name, UrlOf(repository.Name), Hash(repository, newest?.Revision ?? string.Empty), Changed: true));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishedRepository>> ListAsync(CancellationToken stop)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<PublishedRepository>>(
                [.. _repositories.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Describe(entry.Key, entry.Value[^1], changed: false))]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken stop)
    {
        lock (_gate)
        {
            return Task.FromResult(_repositories.Remove(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask<string> UrlOfAsync(string name, CancellationToken stop) => ValueTask.FromResult(UrlOf(name));

    /// <summary>The address of the repository of a name.</summary>
    public string UrlOf(string name) => $"{_baseUrl}{name}.git";

    /// <summary>Calls back after each new commit, before its publishing returns; dispose the result to end that.</summary>
    public IDisposable Subscribe(Func<PublishedRepository, CancellationToken, Task> subscriber)
    {
        lock (_gate)
        {
            _subscribers.Add(subscriber);
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _subscribers.Remove(subscriber);
            }
        });
    }

    /// <inheritdoc/>
    ValueTask<RepositorySnapshot?> IRepositoryReader.ReadAsync(string url, string revision, CancellationToken stop)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(NameOf(url) is { } name && _repositories.TryGetValue(name, out var history)
                ? Resolve(history, revision)
                : null);
        }
    }

    private static RepositorySnapshot? Resolve(List<RepositorySnapshot> history, string revision)
    {
        if (revision is "" or "HEAD" or "main" or "refs/heads/main" or "origin/main")
        {
            return history[^1];
        }

        // As git does: a commit may be named by the beginning of its id.
        return revision.Length >= 4
            ? history.FindLast(commit => commit.Revision.StartsWith(revision, StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static string Hash(RepositorySpec repository, string parent)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(parent));
        foreach (var (path, content) in repository.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\0{path}\0{(repository.Executables.Contains(path) ? "x" : string.Empty)}{content.Length}\0"));
            hash.AppendData(content.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..40].ToLowerInvariant();
    }

    private static bool Holds(RepositorySnapshot newest, RepositorySpec wanted) =>
        newest.Executables.SetEquals(wanted.Executables) && AreEqual(newest.Files, wanted.Files);

    private static bool AreEqual(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> first, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> second) =>
        first.Count == second.Count
        && first.All(file => second.TryGetValue(file.Key, out var content) && content.Span.SequenceEqual(file.Value.Span));

    private PublishedRepository Commit(RepositorySpec repository)
    {
        if (!_repositories.TryGetValue(repository.Name, out var history))
        {
            _repositories[repository.Name] = history = [];
        }
        else if (Holds(history[^1], repository))
        {
            return Describe(repository.Name, history[^1], changed: false);
        }

        var parent = history.Count == 0 ? string.Empty : history[^1].Revision;
        history.Add(new RepositorySnapshot(
            Hash(repository, parent), new Dictionary<string, ReadOnlyMemory<byte>>(repository.Files, StringComparer.Ordinal))
        {
            Executables = repository.Executables.ToHashSet(StringComparer.Ordinal),
        });
        return Describe(repository.Name, history[^1], changed: true);
    }

    private PublishedRepository Describe(string name, RepositorySnapshot newest, bool changed) =>
        new(name, UrlOf(name), newest.Revision, changed);

    private string? NameOf(string url)
    {
        if (!url.StartsWith(_baseUrl, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = url[_baseUrl.Length..].TrimEnd('/');
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
