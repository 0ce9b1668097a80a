using IdpBuilder.Git.Objects;
using IdpBuilder.Git.Pushing;

namespace IdpBuilder.Git.Gitea;

/// <summary>The publishing of one repository's content; it may be run again when its connection was lost on the way.</summary>
internal sealed class Publishing
{
    private readonly RepositorySpec _repository;
    private readonly TimeProvider _clock;
    private readonly GitTree _tree;
    private string _pushed = string.Empty;

    /// <summary>Makes the objects of the content.</summary>
    public Publishing(RepositorySpec repository, TimeProvider clock) => (_repository, _clock, _tree) = (repository, clock, GitTree.Of(repository));

    /// <summary>Makes the branch hold the content: nothing to do when it does, else one commit on top of what is there.</summary>
    public async Task<PublishedRepository> RunAsync(GiteaConnection connection, CancellationToken stop)
    {
        var api = new GiteaApi(connection);
        var url = connection.Server.UrlOf(_repository.Name);
        var head = await api.HeadAsync(_repository.Name, stop).ConfigureAwait(false);
        if (head.Length == 0)
        {
            await api.CreateAsync(_repository.Name, stop).ConfigureAwait(false);
        }

        while (true)
        {
            if (head.Length > 0 && (head == _pushed || await api.HoldsAsync(_repository.Name, head, _tree, stop).ConfigureAwait(false)))
            {
                return new PublishedRepository(_repository.Name, url, head, Changed: head == _pushed);
            }

            var before = head;
            var commit = GitCommit.Of(_tree.Root, before, _repository.Message, _clock.GetUtcNow());
            _pushed = commit.Name;
            var report = await api.PushAsync(_repository.Name, new Push(GiteaApi.Branch, before, commit, _tree), stop).ConfigureAwait(false);
            if (report.Done)
            {
                return new PublishedRepository(_repository.Name, url, commit.Name, Changed: true);
            }

            // Refused because somebody else was faster? Then the commit belongs on top of his.
            head = await api.HeadAsync(_repository.Name, stop).ConfigureAwait(false);
            if (head == before)
            {
                throw GitFailures.PushRefused(_repository.Name, report.Refusal);
            }
        }
    }
}
