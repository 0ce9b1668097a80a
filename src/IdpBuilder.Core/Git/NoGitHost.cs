using IdpBuilder.Errors;

namespace IdpBuilder.Git;

/// <summary>Stands where a cluster has no git server of ours: nothing can be published, and that is said.</summary>
/// <param name="refusal">The failure that says it, for the name of a repository.</param>
public sealed class NoGitHost(Func<string, IdpException> refusal) : IGitHost
{
    /// <inheritdoc/>
    public ValueTask<bool> IsThereAsync(CancellationToken stop) => ValueTask.FromResult(false);

    /// <inheritdoc/>
    public ValueTask<string> UrlOfAsync(string name, CancellationToken stop) => throw refusal(name);

    /// <inheritdoc/>
    public Task<PublishedRepository> PublishAsync(RepositorySpec repository, CancellationToken stop) => throw refusal(repository.Name);

    /// <inheritdoc/>
    public Task<PublishedRepository> PreviewAsync(RepositorySpec repository, CancellationToken stop) => throw refusal(repository.Name);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishedRepository>> ListAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<PublishedRepository>>([]);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken stop) => Task.FromResult(false);
}
