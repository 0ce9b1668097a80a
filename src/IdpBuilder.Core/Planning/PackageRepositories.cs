using IdpBuilder.Git;
using IdpBuilder.Packages;

namespace IdpBuilder.Planning;

/// <summary>Serves the local directories of a package under their <c>cnoe://</c> addresses, as installing will serve them from the git server.</summary>
internal sealed class PackageRepositories(Package package, PackageApplication application) : IRepositoryReader
{
    // The commit is made by publishing; git writes this where there is none yet.
    private const string NoCommit = "0000000000000000000000000000000000000000";

    public ValueTask<RepositorySnapshot?> ReadAsync(string url, string revision, CancellationToken stop)
    {
        var content = application.References.TryGetValue(url, out var repository)
            ? package.Contents.FirstOrDefault(content => content.Repository == repository)
            : null;
        return ValueTask.FromResult(content is null ? null : new RepositorySnapshot(NoCommit, content.Files));
    }
}
