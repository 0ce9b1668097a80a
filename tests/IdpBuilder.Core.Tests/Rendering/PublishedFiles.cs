using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Git;
using IdpBuilder.Rendering;

namespace IdpBuilder.Core.Tests.Rendering;

/// <summary>One repository with the files of its last publishing; every publishing has a revision of its own.</summary>
internal sealed class PublishedFiles : IRepositoryReader
{
    public const string Url = "https://git.example.com/repo.git";

    private RepositorySnapshot? _newest;
    private int _revision;

    public void Publish(params (string Path, string Text)[] files) => _newest = new RepositorySnapshot(
        (++_revision).ToString("x40", CultureInfo.InvariantCulture),
        files.ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text), StringComparer.Ordinal));

    public ValueTask<RepositorySnapshot?> ReadAsync(string url, string revision, CancellationToken stop) =>
        ValueTask.FromResult(url == Url ? _newest : null);

    /// <summary>A ConfigMap.</summary>
    public static string Map(string name) => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n";

    /// <summary>A source in the folder <c>app</c>.</summary>
    /// <param name="changes">Fields that are otherwise.</param>
    public static ApplicationSource Source(string? changes = null)
    {
        var json = new JsonObject { ["repoURL"] = Url, ["path"] = "app" };
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(changes ?? "{}")!)
        {
            json[field] = value?.DeepClone();
        }

        return new ApplicationSource(json);
    }
}
