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
        var published = await context.Connection.Git.PublishAsync(await RepositoryAsync(context, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        context.Revisions[published.Name] = published.Revision;
        context.Reporter.Verbose(published.Changed
            ? $"Published '{content.Directory}' as {published.Url} at {published.Revision}."
            : $"'{content.Directory}' has not changed since {published.Revision}.");
    }

    /// <summary>What is published.</summary>
    internal async Task<RepositorySpec> RepositoryAsync(InstallContext context, CancellationToken stop) =>
        new(context.RepositoryPrefix + content.Repository, await FilesAsync(context, stop).ConfigureAwait(false), $"updated from {content.Directory}")
        {
            Executables = content.Executables,
        };

    // Applications among the files have cnoe:// addresses of their own.
    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> FilesAsync(InstallContext context, CancellationToken stop)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(content.Files, StringComparer.Ordinal);
        foreach (var (path, references) in content.References)
        {
            var text = Encoding.UTF8.GetString(files[path].Span);
            var urls = await context.UrlsOfAsync(references, stop).ConfigureAwait(false);
            files[path] = Encoding.UTF8.GetBytes(CnoeAddress.Rewrite(text, urls));
        }

        return files;
    }
}
