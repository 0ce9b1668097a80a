using System.Text;
using IdpBuilder.Git;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution.Steps;

/// <summary>Publishes a local directory on the platform's git server, so that the first sync already finds it.</summary>
/// <param name="content">The directory.</param>
internal sealed class PublishRepository(PackageContent content) : IInstallStep
{
    public string Description => $"Publish '{content.Directory}' as the repository '{content.Repository}'";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var published = await context.Connection.Git.PublishAsync(Repository(context), stop).ConfigureAwait(false);
        context.Revisions[published.Name] = published.Revision;
        context.Reporter.Verbose(published.Changed
            ? $"Published '{content.Directory}' as {published.Url} at {published.Revision}."
            : $"'{content.Directory}' has not changed since {published.Revision}.");
    }

    /// <summary>What is published.</summary>
    internal RepositorySpec Repository(InstallContext context) =>
        new(context.RepositoryPrefix + content.Repository, Files(context), $"updated from {content.Directory}");

    // Applications among the files have cnoe:// addresses of their own.
    private Dictionary<string, ReadOnlyMemory<byte>> Files(InstallContext context)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(content.Files, StringComparer.Ordinal);
        foreach (var (path, references) in content.References)
        {
            var text = Encoding.UTF8.GetString(files[path].Span);
            files[path] = Encoding.UTF8.GetBytes(CnoeAddress.Rewrite(text, context.UrlsOf(references)));
        }

        return files;
    }
}
