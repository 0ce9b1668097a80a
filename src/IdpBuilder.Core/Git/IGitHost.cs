using IdpBuilder.Rights;

namespace IdpBuilder.Git;

/// <summary>The platform's git server, which serves <c>cnoe://</c> directories to Argo CD.</summary>
public interface IGitHost
{
    /// <summary>The rights in the cluster that publishing needs; none where the server is reached in another way.</summary>
    IReadOnlyList<NeededRight> Rights => [];

    /// <summary>Whether there is a server; one that is only starting is waited for.</summary>
    ValueTask<bool> IsThereAsync(CancellationToken stop) => ValueTask.FromResult(true);

    /// <summary>Completes a server that was only just installed: its credentials for others. What serves is not changed.</summary>
    Task PrepareAsync(CancellationToken stop) => Task.CompletedTask;

    /// <summary>Has the server tell the cluster's Argo CD of each push, in the way that Argo CD is set up now; where there is none, nobody is told any more.</summary>
    Task AnnounceAsync(CancellationToken stop) => Task.CompletedTask;

    /// <summary>The address under which Argo CD reads, or will read, the repository of a name; known before anything is published.</summary>
    ValueTask<string> UrlOfAsync(string name, CancellationToken stop);

    /// <summary>Makes the repository's default branch hold exactly the given files; files not given are removed.</summary>
    Task<PublishedRepository> PublishAsync(RepositorySpec repository, CancellationToken stop);

    /// <summary>What publishing would answer; nothing is published. The revision is empty where only publishing can tell it.</summary>
    Task<PublishedRepository> PreviewAsync(RepositorySpec repository, CancellationToken stop);

    /// <summary>Every repository made by this module. Their revisions are empty where each would have to be asked for by itself.</summary>
    Task<IReadOnlyList<PublishedRepository>> ListAsync(CancellationToken stop);

    /// <summary>Removes a repository; false when there was none.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken stop);
}
