using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Git.Tests.Gitea;

public sealed class GiteaHostTests
{
    private const string Name = "idpbuilder-demo-shop-manifests";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_content_comes_in_one_commit_with_bytes_and_modes_as_they_are()
    {
        await using var platform = await TestPlatform.StartAsync();
        var binary = new byte[100_000];
        new Random(3).NextBytes(binary);
        var spec = Spec(("a.yaml", "a: 1\r\n"), ("a/b.sh", "#!/bin/sh\n"), ("a/b/c.txt", ""), ("a-b", "x"), ("ünïcödé ✓", "y")) with { Executables = new HashSet<string> { "a/b.sh" } };
        spec = spec with { Files = new Dictionary<string, ReadOnlyMemory<byte>>(spec.Files) { ["logo.png"] = binary } };

        var published = await platform.Host.PublishAsync(spec, Stop);

        Assert.True(published.Changed);
        Assert.Equal($"https://gitea.cnoe.localtest.me:8443/giteaAdmin/{Name}.git", published.Url);
        var directory = platform.Gitea.DirectoryOf(Name);
        Assert.Equal(published.Revision, (await GitProgram.TextAsync(directory, "rev-parse", "HEAD")).Trim());
        Assert.Equal("1", (await GitProgram.TextAsync(directory, "rev-list", "--count", "--all")).Trim());
        Assert.Equal(["100644 a-b", "100644 a.yaml", "100755 a/b.sh", "100644 a/b/c.txt", "100644 logo.png", "100644 ünïcödé ✓"], await ListAsync(directory));
        Assert.Equal(binary, (await GitProgram.RunAsync(directory, default, "cat-file", "blob", "HEAD:logo.png")).Output);
        Assert.Equal("a: 1\r\n", await GitProgram.TextAsync(directory, "cat-file", "blob", "HEAD:a.yaml"));
        Assert.Equal("updated from here\n\n", await GitProgram.TextAsync(directory, "log", "--format=%B"));
        await GitProgram.TextAsync(directory, "fsck", "--strict", "--full");
    }

    [Fact]
    public async Task What_has_not_changed_makes_no_commit_and_what_is_gone_goes()
    {
        await using var platform = await TestPlatform.StartAsync();
        var spec = Spec(("keep.yaml", "1"), ("gone/deep.yaml", "2"), ("change.yaml", "3"), ("other/x", "4"));
        var first = await platform.Host.PublishAsync(spec, Stop);
        var same = await platform.Host.PublishAsync(spec, Stop);
        Assert.Equal(first with { Changed = false }, same);

        var second = await platform.Host.PublishAsync(Spec(("keep.yaml", "1"), ("change.yaml", "three")), Stop);

        var directory = platform.Gitea.DirectoryOf(Name);
        Assert.True(second.Changed);
        Assert.Equal(["100644 change.yaml", "100644 keep.yaml"], await ListAsync(directory));
        Assert.Equal($"{second.Revision} {first.Revision}", (await GitProgram.TextAsync(directory, "rev-list", "--parents", "-1", "main")).Trim());
        Assert.Single(platform.Gitea.Requests, request => request.StartsWith("POST /api", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_becomes_a_plain_file_is_a_change_and_nothing_at_all_can_be_published_too()
    {
        await using var platform = await TestPlatform.StartAsync();
        var first = await platform.Host.PublishAsync(Spec(("run", "x")) with { Executables = new HashSet<string> { "run" } }, Stop);
        Assert.True((await platform.Host.PublishAsync(Spec(("run", "x")), Stop)).Changed);
        Assert.Equal(["100644 run"], await ListAsync(platform.Gitea.DirectoryOf(Name)));

        Assert.True((await platform.Host.PublishAsync(Spec(), Stop)).Changed);
        Assert.Empty(await ListAsync(platform.Gitea.DirectoryOf(Name)));
        Assert.NotEmpty(first.Revision);
    }

    [Fact]
    public async Task A_preview_publishes_nothing_and_knows_what_would_change()
    {
        await using var platform = await TestPlatform.StartAsync();
        var unknown = await platform.Host.PreviewAsync(Spec(("a", "1")), Stop);
        Assert.True(unknown.Changed);
        Assert.Empty(await platform.Host.ListAsync(Stop));

        var published = await platform.Host.PublishAsync(Spec(("a", "1")), Stop);
        Assert.Equal(published with { Changed = false }, await platform.Host.PreviewAsync(Spec(("a", "1")), Stop));
        Assert.True((await platform.Host.PreviewAsync(Spec(("a", "2")), Stop)).Changed);
    }

    [Fact]
    public async Task Repositories_are_listed_over_all_pages_and_removed()
    {
        await using var platform = await TestPlatform.StartAsync();
        foreach (var name in (string[])["idpbuilder-demo-a", "idpbuilder-demo-b", "idpbuilder-demo-c", "somebodys-own"])
        {
            await platform.Host.PublishAsync(Spec(("a", "1")) with { Name = name }, Stop);
        }

        Assert.Equal(["idpbuilder-demo-a", "idpbuilder-demo-b", "idpbuilder-demo-c"], (await platform.Host.ListAsync(Stop)).Select(repository => repository.Name));
        Assert.True(await platform.Host.RemoveAsync("idpbuilder-demo-b", Stop));
        Assert.False(await platform.Host.RemoveAsync("idpbuilder-demo-b", Stop));
        Assert.Equal(["idpbuilder-demo-a", "idpbuilder-demo-c"], (await platform.Host.ListAsync(Stop)).Select(repository => repository.Name));
    }

    [Fact]
    public async Task Twenty_repositories_go_over_as_few_tunnels_as_requests_at_once()
    {
        await using var platform = await TestPlatform.StartAsync();
        for (var number = 0; number < 20; number++)
        {
            await platform.Host.PublishAsync(Spec(("a", "1")) with { Name = $"idpbuilder-demo-{number}" }, Stop);
        }

        Assert.Equal(1, platform.Tunnels);
        Assert.Equal(20, platform.Gitea.Requests.Count(request => request.EndsWith("git-receive-pack", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cluster_without_the_servers_Secret_has_no_git_server()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Objects.DeleteAsync(new(new(string.Empty, "v1", "Secret"), "gitea", "gitea-credential"), Manifests.DeletionOptions.Default, Stop);

        Assert.Equal("GitServerMissing", (await Assert.ThrowsAsync<IdpException>(() => platform.Host.PublishAsync(Spec(), Stop))).Id);
        Assert.Equal("GitServerMissing", (await Assert.ThrowsAsync<IdpException>(() => platform.Host.UrlOfAsync(Name, Stop).AsTask())).Id);
        Assert.Empty(await platform.Host.ListAsync(Stop));
        Assert.False(await platform.Host.RemoveAsync(Name, Stop));
    }

    private static RepositorySpec Spec(params (string Path, string Text)[] files) => new(
        Name, files.ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text), StringComparer.Ordinal), "updated from here\n");

    private static async Task<IEnumerable<string>> ListAsync(string directory) =>
        (await GitProgram.TextAsync(directory, "ls-tree", "-r", "-z", "HEAD")).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => $"{line[..6]} {line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]}");
}
