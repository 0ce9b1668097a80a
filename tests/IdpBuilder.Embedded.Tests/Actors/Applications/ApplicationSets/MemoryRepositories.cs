using System.Text;
using IdpBuilder.Git;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

/// <summary>Repositories whose files a test writes down.</summary>
internal sealed class MemoryRepositories : IRepositoryReader
{
    private readonly Dictionary<string, Dictionary<string, ReadOnlyMemory<byte>>> _repositories = [];

    public MemoryRepositories Add(string url, params (string Path, string Text)[] files)
    {
        _repositories[url] = files.ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text));
        return this;
    }

    public MemoryRepositories AddFolder(string url, string folder) => Add(
        url,
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))]);

    public ValueTask<RepositorySnapshot?> ReadAsync(string url, string revision, CancellationToken stop) =>
        ValueTask.FromResult(_repositories.TryGetValue(url, out var files) ? new RepositorySnapshot("0123456789", files) : null);
}
