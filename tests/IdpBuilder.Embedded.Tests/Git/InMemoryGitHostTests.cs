using System.Text;
using IdpBuilder.Embedded.Git;
using IdpBuilder.Git;

namespace IdpBuilder.Embedded.Tests.Git;

public sealed class InMemoryGitHostTests
{
    private readonly InMemoryGitHost _host = new("https", "cnoe.localtest.me", 8443);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repositories_have_the_addresses_of_the_platforms_git_server()
    {
        var published = await PublishAsync("one");
        Assert.Equal("https://gitea.cnoe.localtest.me:8443/giteaAdmin/demo.git", published.Url);
        Assert.Equal(_host.UrlOf("demo"), published.Url);
        Assert.Matches("^[0-9a-f]{40}$", published.Revision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HEAD")]
    [InlineData("main")]
    [InlineData("refs/heads/main")]
    public async Task A_branch_stands_for_its_newest_commit(string revision)
    {
        await PublishAsync("one");
        var newest = await PublishAsync("two");
        Assert.Equal(newest.Revision, (await ReadAsync(newest.Url, revision))!.Revision);
    }

    [Fact]
    public async Task A_file_that_becomes_a_program_makes_a_commit()
    {
        var first = await PublishAsync("one");
        var spec = new RepositorySpec("demo", new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = "one"u8.ToArray() }, "test") { Executables = new HashSet<string> { "a" } };

        var second = await _host.PublishAsync(spec, Stop);
        Assert.True(second.Changed);
        Assert.NotEqual(first.Revision, second.Revision);
        Assert.False((await _host.PublishAsync(spec, Stop)).Changed);
    }

    [Fact]
    public async Task An_older_commit_keeps_its_content()
    {
        var first = await PublishAsync("one");
        await PublishAsync("two");

        var snapshot = await ReadAsync(first.Url, first.Revision[..7]);

        Assert.Equal("one", Encoding.UTF8.GetString(snapshot!.Files["a"].Span));
    }

    [Fact]
    public async Task The_same_content_makes_no_commit_and_an_earlier_content_makes_a_new_one()
    {
        var first = await PublishAsync("one");
        Assert.Equal((false, first.Revision), ((await PublishAsync("one")).Changed, (await PublishAsync("one")).Revision));
        await PublishAsync("two");
        var again = await PublishAsync("one");
        Assert.True(again.Changed);
        Assert.NotEqual(first.Revision, again.Revision);
    }

    [Theory]
    [InlineData("https://gitea.cnoe.localtest.me:8443/giteaAdmin/demo", true)]
    [InlineData("https://gitea.cnoe.localtest.me:8443/giteaAdmin/demo.git/", true)]
    [InlineData("HTTPS://gitea.cnoe.localtest.me:8443/giteaAdmin/demo.git", true)]
    [InlineData("https://gitea.cnoe.localtest.me:8443/giteaAdmin/other.git", false)]
    [InlineData("https://github.com/giteaAdmin/demo.git", false)]
    public async Task Other_repositories_are_not_there(string url, bool found)
    {
        await PublishAsync("one");
        Assert.Equal(found, await ReadAsync(url, "HEAD") is not null);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("0000000")]
    [InlineData("abc")]
    public async Task An_unknown_revision_is_not_there(string revision) =>
        Assert.Null(await ReadAsync((await PublishAsync("one")).Url, revision));

    [Fact]
    public async Task Subscribers_hear_of_commits_before_the_publishing_returns()
    {
        var heard = new List<string>();
        using (_host.Subscribe((published, _) =>
        {
            heard.Add(published.Revision);
            return Task.CompletedTask;
        }))
        {
            var first = await PublishAsync("one");
            await PublishAsync("one");
            Assert.Equal([first.Revision], heard);
        }

        await PublishAsync("two");
        Assert.Single(heard);
    }

    [Fact]
    public async Task A_removed_repository_is_gone()
    {
        var published = await PublishAsync("one");
        Assert.Single(await _host.ListAsync(Stop));
        Assert.True(await _host.RemoveAsync("demo", Stop));
        Assert.False(await _host.RemoveAsync("demo", Stop));
        Assert.Null(await ReadAsync(published.Url, "HEAD"));
    }

    private Task<PublishedRepository> PublishAsync(string text) => _host.PublishAsync(
        new RepositorySpec("demo", new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = Encoding.UTF8.GetBytes(text) }, "test"), Stop);

    private ValueTask<RepositorySnapshot?> ReadAsync(string url, string revision) => ((IRepositoryReader)_host).ReadAsync(url, revision, Stop);
}
