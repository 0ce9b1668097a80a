using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>The token of a git server that was only just installed.</summary>
public sealed class GiteaTokenTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_made_with_the_password_kept_in_the_Secret_and_used_from_then_on()
    {
        await using var platform = await StartAsync();

        await platform.Host.PrepareAsync(Stop);
        var token = await TokenAsync(platform);
        platform.Gitea.Password = "another";
        var content = new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = "1"u8.ToArray() };
        await platform.Host.PublishAsync(new RepositorySpec("idpbuilder-demo-a", content, "test"), Stop);

        Assert.Equal([token], platform.Gitea.Tokens.Values);
    }

    [Fact]
    public async Task One_that_is_there_is_left_alone()
    {
        await using var platform = await StartAsync();
        await platform.Host.PrepareAsync(Stop);
        var token = await TokenAsync(platform);
        using var other = platform.NewHost();

        await platform.Host.PrepareAsync(Stop);
        await other.PrepareAsync(Stop);

        Assert.Equal(token, await TokenAsync(platform));
        Assert.Single(platform.Gitea.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_the_server_does_not_know_any_more_is_made_anew()
    {
        await using var platform = await StartAsync();
        await platform.WriteSecretAsync("of-a-volume-that-was-lost", "first-password");

        await platform.Host.PrepareAsync(Stop);

        Assert.Equal([await TokenAsync(platform)], platform.Gitea.Tokens.Values);
    }

    [Fact]
    public async Task Of_several_that_are_made_at_once_one_remains()
    {
        await using var platform = await StartAsync();
        var hosts = Enumerable.Range(0, 4).Select(_ => platform.NewHost()).ToArray();

        await Task.WhenAll(hosts.Select(host => host.PrepareAsync(Stop)));

        Array.ForEach(hosts, host => host.Dispose());
        Assert.Equal([await TokenAsync(platform)], platform.Gitea.Tokens.Values);
    }

    [Fact]
    public async Task One_that_cannot_be_kept_is_taken_back()
    {
        await using var platform = await StartAsync();
        platform.Gitea.After = request => request.Method == "POST"
            ? platform.Objects.DeleteAsync(CoreSecret.Gitea.Reference, DeletionOptions.Default, Stop)
            : Task.CompletedTask;

        await Assert.ThrowsAsync<KubernetesApiException>(() => platform.Host.PrepareAsync(Stop));

        Assert.Empty(platform.Gitea.Tokens);
    }

    [Fact]
    public async Task A_password_that_is_refused_is_an_error_that_does_not_tell_it()
    {
        await using var platform = await StartAsync();
        platform.Gitea.Password = "another";

        var failure = await Assert.ThrowsAsync<IdpException>(() => platform.Host.PrepareAsync(Stop));

        Assert.Equal("GitServerUnauthorized", failure.Id);
        Assert.DoesNotContain("first-password", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_without_a_git_server_has_nothing_to_prepare()
    {
        await using var platform = await StartAsync();
        await platform.Objects.DeleteAsync(CoreSecret.Gitea.Reference, DeletionOptions.Default, Stop);

        await platform.Host.PrepareAsync(Stop);

        Assert.Empty(platform.Gitea.Requests);
    }

    private static async Task<TestPlatform> StartAsync()
    {
        var platform = await TestPlatform.StartAsync();
        await platform.WriteSecretAsync(string.Empty, "first-password");
        platform.Gitea.Password = "first-password";
        return platform;
    }

    private static async Task<string> TokenAsync(TestPlatform platform)
    {
        var secret = await platform.Objects.GetAsync(CoreSecret.Gitea.Reference, Stop);
        return Encoding.UTF8.GetString(Convert.FromBase64String((string)secret!.Json["data"]!["token"]!));
    }
}
