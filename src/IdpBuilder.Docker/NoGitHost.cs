using IdpBuilder.Git;

namespace IdpBuilder.Docker;

/// <summary>Stands where a cluster has no git server: nothing can be published, and that is said.</summary>
/// <param name="cluster">The cluster's name.</param>
internal sealed class NoGitHost(string cluster) : IGitHost
{
    /// <inheritdoc/>
    public string UrlOf(string name) => throw DockerFailures.NoGitServer(cluster, name);

    /// <inheritdoc/>
    public Task<PublishedRepository> PublishAsync(RepositorySpec repository, CancellationToken stop) =>
        throw DockerFailures.NoGitServer(cluster, repository.Name);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishedRepository>> ListAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<PublishedRepository>>([]);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken stop) => Task.FromResult(false);
}
