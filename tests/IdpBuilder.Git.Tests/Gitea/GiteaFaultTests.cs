using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Tests.Repositories;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Git.Tests.Gitea;

public sealed class GiteaFaultTests
{
    private const string Name = "idpbuilder-demo-shop-manifests";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tunnels_that_were_cut_are_opened_again()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Host.PublishAsync(Spec("1"), Stop);
        platform.BreakConnections();

        Assert.True((await platform.Host.PublishAsync(Spec("2"), Stop)).Changed);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_made_twice()
    {
        await using var platform = await TestPlatform.StartAsync();
        var lost = false;
        platform.Gitea.After = request =>
        {
            if (!lost && request.Path.EndsWith("git-receive-pack", StringComparison.Ordinal))
            {
                lost = true;
                throw new IOException("the answer is lost");
            }

            return Task.CompletedTask;
        };

        var published = await platform.Host.PublishAsync(Spec("1"), Stop);

        Assert.True(lost);
        Assert.True(published.Changed);
        Assert.Equal("1", (await GitProgram.TextAsync(platform.Gitea.DirectoryOf(Name), "rev-list", "--count", "main")).Trim());
        Assert.Equal(published.Revision, (await GitProgram.TextAsync(platform.Gitea.DirectoryOf(Name), "rev-parse", "main")).Trim());
    }

    [Fact]
    public async Task Whoever_was_faster_keeps_his_commit_and_ours_comes_on_top()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Host.PublishAsync(Spec("1"), Stop);
        using var other = platform.NewHost();
        var raced = false;
        platform.Gitea.Before = async request =>
        {
            if (!raced && request.Path.EndsWith("git-receive-pack", StringComparison.Ordinal))
            {
                raced = true;
                await other.PublishAsync(Spec("theirs"), Stop);
            }
        };

        var published = await platform.Host.PublishAsync(Spec("ours"), Stop);

        Assert.Equal(published.Revision, (await GitProgram.TextAsync(platform.Gitea.DirectoryOf(Name), "rev-parse", "main")).Trim());
        Assert.Equal("ours", await GitProgram.TextAsync(platform.Gitea.DirectoryOf(Name), "cat-file", "blob", "main:a"));
        Assert.Equal("theirs", await GitProgram.TextAsync(platform.Gitea.DirectoryOf(Name), "cat-file", "blob", "main~1:a"));
    }

    [Fact]
    public async Task A_repository_that_two_make_at_once_is_one()
    {
        await using var platform = await TestPlatform.StartAsync();
        using var other = platform.NewHost();

        await Task.WhenAll(platform.Host.PublishAsync(Spec("1"), Stop), other.PublishAsync(Spec("1"), Stop));

        Assert.Equal("1", await GitProgram.TextAsync(platform.Gitea.DirectoryOf(Name), "cat-file", "blob", "main:a"));
    }

    [Fact]
    public async Task What_a_hook_of_the_server_says_is_the_reason()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Host.PublishAsync(Spec("1"), Stop);
        var hook = Path.Combine(platform.Gitea.DirectoryOf(Name), "hooks", "pre-receive");
        await File.WriteAllTextAsync(hook, "#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n", Stop);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var failure = await Assert.ThrowsAsync<IdpException>(() => platform.Host.PublishAsync(Spec("2"), Stop));

        Assert.Equal("GitPushRefused", failure.Id);
        Assert.Contains("this branch is protected", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_were_changed_are_read_anew()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Host.PublishAsync(Spec("1"), Stop);
        platform.Gitea.Password = "token-2";
        await platform.WriteSecretAsync("token-2");

        Assert.True((await platform.Host.PublishAsync(Spec("2"), Stop)).Changed);
    }

    [Fact]
    public async Task Credentials_that_are_wrong_are_told_without_telling_them()
    {
        await using var platform = await TestPlatform.StartAsync();
        platform.Gitea.Password = "another";

        var failure = await Assert.ThrowsAsync<IdpException>(() => platform.Host.PublishAsync(Spec("1"), Stop));

        Assert.Equal("GitServerUnauthorized", failure.Id);
        Assert.DoesNotContain("token-1", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_Pod_that_takes_over_is_found()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Host.PublishAsync(Spec("1"), Stop);
        await platform.Objects.DeleteAsync(new(new(string.Empty, "v1", "Pod"), "gitea", "gitea-0"), new(GracePeriodSeconds: 0), Stop);
        await platform.WritePodAsync("gitea-1", isReady: true);
        platform.MovePod("gitea-1");
        platform.BreakConnections();

        Assert.True((await platform.Host.PublishAsync(Spec("2"), Stop)).Changed);
    }

    [Fact]
    public async Task A_Pod_that_is_starting_is_waited_for()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.WritePodAsync("gitea-0", isReady: false);
        var publishing = platform.Host.PublishAsync(Spec("1"), Stop);
        await platform.WritePodAsync("gitea-0", isReady: true);

        Assert.True((await publishing).Changed);
    }

    [Fact]
    public async Task A_Pod_that_never_becomes_ready_is_told_with_what_it_is()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.WritePodAsync("gitea-0", isReady: false);
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        using var host = platform.NewHost(clock);
        var publishing = host.PublishAsync(Spec("1"), Stop);
        while (!publishing.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        var failure = await Assert.ThrowsAsync<IdpException>(() => publishing);
        Assert.Equal("GitServerNotReady", failure.Id);
    }

    private static RepositorySpec Spec(string text) =>
        new(Name, new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = Encoding.UTF8.GetBytes(text) }, "updated from here");
}
