using System.Text;

namespace IdpBuilder.Tests.Repositories;

/// <summary>A repository of a real git, for others to fetch.</summary>
internal sealed class RemoteRepository : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("idp-remote-").FullName;

    /// <summary>Where it is.</summary>
    public string Directory => _folder;

    /// <summary>Its address on this machine.</summary>
    public string Url => new Uri(_folder).AbsoluteUri;

    /// <summary>One without a commit.</summary>
    public static async Task<RemoteRepository> CreateAsync()
    {
        GitProgram.Require();
        var repository = new RemoteRepository();
        await repository.GitAsync("init", "-q", "-b", "main");
        await repository.GitAsync("config", "user.name", "somebody");
        await repository.GitAsync("config", "user.email", "somebody@example.org");
        await repository.GitAsync("config", "protocol.file.allow", "always");
        return repository;
    }

    /// <summary>Writes files and commits them.</summary>
    public async Task<string> CommitAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(_folder, path);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(text));
        }

        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "--allow-empty", "-m", "changed");
        return await GitAsync("rev-parse", "HEAD");
    }

    /// <summary>Puts an entry of any mode into the index, whatever the file system allows, and commits it.</summary>
    public async Task CommitEntryAsync(string mode, string path, string content)
    {
        var (_, output) = await GitProgram.RunAsync(_folder, Encoding.UTF8.GetBytes(content), "hash-object", "-w", "--stdin");
        await GitAsync("update-index", "--add", "--cacheinfo", $"{mode},{Encoding.UTF8.GetString(output).Trim()},{path}");
        await GitAsync("commit", "-q", "-m", "changed");
    }

    /// <summary>Runs git in it.</summary>
    public async Task<string> GitAsync(params string[] arguments) => (await GitProgram.TextAsync(_folder, arguments)).Trim();

    public void Dispose()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
