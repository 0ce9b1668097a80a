using System.Net;
using IdpBuilder.Errors;
using IdpBuilder.Packages.Remote;
using IdpBuilder.Remotes;
using IdpBuilder.Reporting;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Git.Tests.Remotes;

public sealed class RemoteFetchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idp-fetched-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "new")]
    [InlineData("main", "new")]
    [InlineData("refs/heads/main", "new")]
    [InlineData("side/way", "side")]
    [InlineData("v1", "old")]
    [InlineData("annotated", "old")]
    [InlineData("{old}", "old")]
    [InlineData("{short}", "old")]
    public async Task A_branch_a_tag_or_a_commit_is_fetched(string reference, string expected)
    {
        using var repository = await RemoteRepository.CreateAsync();
        var old = await repository.CommitAsync(("a.txt", "old"), ("gone.txt", "x"));
        await repository.GitAsync("tag", "v1");
        await repository.GitAsync("tag", "-a", "annotated", "-m", "one");
        await repository.GitAsync("checkout", "-q", "-b", "side/way");
        await repository.CommitAsync(("a.txt", "side"));
        await repository.GitAsync("checkout", "-q", "main");
        await repository.GitAsync("rm", "-q", "gone.txt");
        await repository.CommitAsync(("a.txt", "new"));
        reference = reference.Replace("{old}", old, StringComparison.Ordinal).Replace("{short}", old[..9], StringComparison.Ordinal);
        await using var server = new GitServer(repository.Directory);

        foreach (var url in new[] { repository.Url, server.Url })
        {
            var folder = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(folder);
            var commit = await FetchAsync(url, reference, folder: folder);

            Assert.Equal(expected, await File.ReadAllTextAsync(Path.Combine(folder, "a.txt"), Stop));
            Assert.Equal(expected != "new", File.Exists(Path.Combine(folder, "gone.txt")));
            Assert.Equal(expected == "old", commit == old);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_said_with_what_is()
    {
        using var repository = await RemoteRepository.CreateAsync();
        Assert.Equal("RemoteRevisionMissing", (await Assert.ThrowsAsync<IdpException>(() => FetchAsync(repository.Url, string.Empty))).Id);
        await repository.CommitAsync(("a.txt", "x"));
        await repository.GitAsync("tag", "v1");

        var failure = await Assert.ThrowsAsync<IdpException>(() => FetchAsync(repository.Url, "v2"));

        Assert.Equal("RemoteRevisionMissing", failure.Id);
        Assert.EndsWith("has no branch, tag or commit 'v2'. It has 'main', 'v1'.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("RemoteRevisionMissing", (await Assert.ThrowsAsync<IdpException>(() => FetchAsync(repository.Url, "abcdef0"))).Id);
        Assert.Equal("RemoteNotFetched", (await Assert.ThrowsAsync<IdpException>(() => FetchAsync(repository.Url + "-gone", string.Empty))).Id);
    }

    [Theory]
    [InlineData("user:right", "", "")]
    [InlineData("user:wrong", "user:right", "RemoteAccessDenied")]
    [InlineData("", "user:right", "")]
    [InlineData("", "user:wrong", "RemoteAccessDenied")]
    [InlineData("", "", "RemoteAccessDenied")]
    public async Task A_server_that_asks_gets_what_was_given_or_else_what_the_machine_knows(string given, string known, string error)
    {
        using var repository = await RemoteRepository.CreateAsync();
        await repository.CommitAsync(("a.txt", "x"));
        await using var server = new GitServer(repository.Directory) { Credential = "user:right" };

        var failure = await Record.ExceptionAsync(() => FetchAsync(server.Url, string.Empty, CredentialOf(given), known));

        Assert.Equal(error, (failure as IdpException)?.Id ?? failure?.ToString() ?? string.Empty);
        Assert.Equal(error.Length == 0, File.Exists(Path.Combine(_folder, "a.txt")));
        Assert.DoesNotContain("wrong", failure?.ToString() ?? string.Empty, StringComparison.Ordinal);
        Assert.InRange(server.Refusals, 1, 4);
    }

    [Fact]
    public async Task Executables_binaries_and_links_arrive_as_files()
    {
        using var repository = await RemoteRepository.CreateAsync();
        await repository.CommitAsync(("dir/plain.txt", "line\r\nline\n"), ("dir/inner/x.txt", "x"));
        await repository.CommitEntryAsync("100755", "run.sh", "#!/bin/sh\n");
        await repository.CommitEntryAsync("120000", "to-file", "dir/plain.txt");
        await repository.CommitEntryAsync("120000", "to-dir", "./dir/inner");
        await repository.CommitEntryAsync("120000", "dir/up", "..");
        await repository.CommitEntryAsync("120000", "dir/self", "self");
        await repository.CommitEntryAsync("120000", "dir/nothing", "not/there");
        await repository.CommitEntryAsync("120000", "dir/through", "../to-dir/../plain.txt");

        await FetchAsync(repository.Url, string.Empty);

        Assert.Equal(
            ["dir/inner/x.txt", "dir/plain.txt", "dir/through", "run.sh", "to-dir/x.txt", "to-file"],
            Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal("line\r\nline\n", await File.ReadAllTextAsync(Path.Combine(_folder, "to-file"), Stop));
        Assert.Equal("line\r\nline\n", await File.ReadAllTextAsync(Path.Combine(_folder, "dir", "through"), Stop));
        Assert.Null(new FileInfo(Path.Combine(_folder, "to-file")).LinkTarget);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(_folder, "run.sh")).HasFlag(UnixFileMode.UserExecute));
            Assert.False(File.GetUnixFileMode(Path.Combine(_folder, "to-file")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    [Theory]
    [InlineData("120000", "link", "/etc/passwd")]
    [InlineData("120000", "link", "../outside")]
    [InlineData("120000", "dir/link", "../to-dir/../../outside")]
    [InlineData("100644", "a\\b", "x")]
    [InlineData("100644", "c:d", "x")]
    public async Task What_would_lead_out_of_the_folder_is_refused(string mode, string path, string content)
    {
        using var repository = await RemoteRepository.CreateAsync();
        await repository.CommitAsync(("dir/inner/x.txt", "x"));
        await repository.CommitEntryAsync("120000", "to-dir", "dir");
        await repository.CommitEntryAsync(mode, path, content);

        Assert.Equal("RemoteContentUnsafe", (await Assert.ThrowsAsync<IdpException>(() => FetchAsync(repository.Url, string.Empty))).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submodules_come_along_at_their_commits_unless_they_are_not_wanted(bool wanted)
    {
        using var inner = await RemoteRepository.CreateAsync();
        await inner.CommitAsync(("b.txt", "old"));
        using var outer = await RemoteRepository.CreateAsync();
        await outer.CommitAsync(("a.txt", "x"));
        await outer.GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Url, "deps/inner");
        await outer.CommitAsync();
        await inner.CommitAsync(("b.txt", "new"));

        await Repositories(string.Empty).FetchAsync(new RemoteRevision(outer.Url, string.Empty, wanted), null, _folder, new NoReporter(), Stop);

        var file = Path.Combine(_folder, "deps", "inner", "b.txt");
        Assert.Equal(wanted ? "old" : null, File.Exists(file) ? await File.ReadAllTextAsync(file, Stop) : null);
        Assert.True(Directory.Exists(Path.Combine(_folder, "deps", "inner")));
    }

    [Fact]
    public async Task A_submodule_of_a_server_must_not_name_a_directory_of_this_machine()
    {
        using var inner = await RemoteRepository.CreateAsync();
        await inner.CommitAsync(("b.txt", "secret"));
        using var outer = await RemoteRepository.CreateAsync();
        await outer.CommitAsync(("a.txt", "x"));
        await outer.GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Url, "inner");
        await outer.CommitAsync();
        await using var server = new GitServer(outer.Directory);

        Assert.Equal("RemoteContentUnsafe", (await Assert.ThrowsAsync<IdpException>(() => FetchAsync(server.Url, string.Empty))).Id);
    }

    [Fact]
    public async Task A_stop_ends_it()
    {
        using var repository = await RemoteRepository.CreateAsync();
        await repository.CommitAsync(("a.txt", "x"));
        using var stop = new CancellationTokenSource();
        var reporter = new NoReporter { Told = _ => stop.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repositories(string.Empty).FetchAsync(new RemoteRevision(repository.Url, string.Empty), null, _folder, reporter, stop.Token));
    }

    private static NetworkCredential? CredentialOf(string text) => text.Split(':') is [var name, var password] ? new NetworkCredential(name, password) : null;

    private static GitRepositories Repositories(string known) => new(new KnownCredential(CredentialOf(known)));

    private Task<string> FetchAsync(string url, string reference, NetworkCredential? given = null, string known = "", string? folder = null) =>
        Repositories(known).FetchAsync(new RemoteRevision(url, reference), given, folder ?? _folder, new NoReporter(), Stop);

    private sealed record KnownCredential(NetworkCredential? Credential) : IKnownCredentials
    {
        public NetworkCredential? Find(Uri url) => Credential;
    }

    private sealed class NoReporter : IRunReporter
    {
        public Action<ProgressReport> Told { get; init; } = _ => { };

        public void Progress(ProgressReport report) => Told(report);

        public void Verbose(string message)
        {
        }

        public void Warning(string message) => Assert.Fail(message);
    }
}
