using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>That Argo CD is told of pushes.</summary>
public sealed class GiteaHookTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_hook_of_the_whole_server_is_made_and_signed_with_what_Argo_CD_knows()
    {
        await using var platform = await StartAsync("s3cret");

        await platform.Host.AnnounceAsync(Stop);

        var hook = Assert.Single(platform.Gitea.Hooks.All);
        Assert.True(JsonNode.DeepEquals(hook, JsonNode.Parse("""
            {"type":"gitea","active":true,"events":["push"],
             "config":{"url":"https://argocd-server.argocd.svc/api/webhook","content_type":"json","secret":"s3cret","is_system_webhook":"true"}}
            """)), hook.ToJsonString());
    }

    [Fact]
    public async Task It_is_made_once_and_stays_as_it_is()
    {
        await using var platform = await StartAsync("s3cret");
        using var other = platform.NewHost();
        await platform.Host.AnnounceAsync(Stop);
        var made = platform.Gitea.Hooks.All.Single().ToJsonString();

        await platform.Host.AnnounceAsync(Stop);
        await other.AnnounceAsync(Stop);

        Assert.Equal(made, platform.Gitea.Hooks.All.Single().ToJsonString());
        Assert.Single(platform.Gitea.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_changed_on_either_side_is_mended()
    {
        await using var platform = await StartAsync("s3cret");
        await platform.Host.AnnounceAsync(Stop);
        var hook = platform.Gitea.Hooks.All.Single();
        hook["active"] = false;
        hook["events"] = new JsonArray("issues");
        await WriteArgoCdAsync(platform, "another", """{"server.insecure":"true","server.rootpath":"/cd"}""");

        await platform.Host.AnnounceAsync(Stop);

        var mended = Assert.Single(platform.Gitea.Hooks.All);
        Assert.Equal(("http://argocd-server.argocd.svc/cd/api/webhook", "another"), ((string?)mended["config"]!["url"], (string?)mended["config"]!["secret"]));
        Assert.Equal((true, "push"), ((bool)mended["active"]!, (string?)mended["events"]!.AsArray().Single()));
    }

    [Fact]
    public async Task Of_several_that_are_made_at_once_one_remains()
    {
        await using var platform = await StartAsync("s3cret");
        var hosts = Enumerable.Range(0, 4).Select(_ => platform.NewHost()).ToArray();
        var (asked, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        platform.Gitea.Before = request =>
        {
            // None is made before each has seen that there is none.
            if (request.Method == "POST" && Interlocked.Increment(ref asked) == hosts.Length)
            {
                all.SetResult();
            }

            return request.Method == "POST" ? all.Task.WaitAsync(Stop) : Task.CompletedTask;
        };

        await Task.WhenAll(hosts.Select(host => host.AnnounceAsync(Stop)));

        Array.ForEach(hosts, host => host.Dispose());
        Assert.Single(platform.Gitea.Hooks.All);
    }

    [Fact]
    public async Task Hooks_of_others_are_not_touched()
    {
        await using var platform = await StartAsync("s3cret");
        var foreign = new JsonObject
        {
            ["type"] = "gitea",
            ["active"] = true,
            ["events"] = new JsonArray("push"),
            ["config"] = new JsonObject { ["url"] = "https://argocd.example.com/api/webhook", ["content_type"] = "json" },
        };
        platform.Gitea.Hooks.To("POST", null, (JsonObject)foreign.DeepClone());

        await platform.Host.AnnounceAsync(Stop);

        Assert.Equal(2, platform.Gitea.Hooks.All.Count);
        Assert.True(JsonNode.DeepEquals(foreign, platform.Gitea.Hooks.All[0]));
    }

    [Fact]
    public async Task Where_Argo_CD_is_gone_nobody_is_told_any_more()
    {
        await using var platform = await StartAsync("s3cret");
        await platform.Host.AnnounceAsync(Stop);
        await platform.Objects.DeleteAsync(new ResourceReference(new GroupVersionKind("", "v1", "Service"), "argocd", "argocd-server"), DeletionOptions.Default, Stop);

        await platform.Host.AnnounceAsync(Stop);

        Assert.Empty(platform.Gitea.Hooks.All);
    }

    [Fact]
    public async Task An_answer_that_was_lost_leaves_one_hook()
    {
        await using var platform = await StartAsync("s3cret");
        var lost = 0;
        platform.Gitea.After = request => request.Method == "POST" && Interlocked.Increment(ref lost) == 1 ? throw new IOException("lost") : Task.CompletedTask;

        await platform.Host.AnnounceAsync(Stop);

        Assert.Equal(1, lost);
        Assert.Single(platform.Gitea.Hooks.All);
    }

    [Fact]
    public async Task A_refusal_does_not_tell_the_secret()
    {
        await using var platform = await StartAsync("s3cret");
        platform.Gitea.Password = "another";

        var failure = await Assert.ThrowsAsync<IdpException>(() => platform.Host.AnnounceAsync(Stop));

        Assert.Equal("GitServerUnauthorized", failure.Id);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<TestPlatform> StartAsync(string secret)
    {
        var platform = await TestPlatform.StartAsync();
        await platform.ApplyAsync("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"argocd"}}""");
        await platform.ApplyAsync("""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"argocd-server","namespace":"argocd"},
             "spec":{"selector":{"app":"argocd"},"ports":[{"name":"http","port":80,"targetPort":8080},{"name":"https","port":443,"targetPort":8080}]}}
            """);
        await WriteArgoCdAsync(platform, secret, "{}");
        return platform;
    }

    private static async Task WriteArgoCdAsync(TestPlatform platform, string secret, string settings)
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        await platform.ApplyAsync($$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"argocd-secret","namespace":"argocd"},"data":{"webhook.gogs.secret":"{{value}}"} }""");
        await platform.ApplyAsync($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"argocd-cmd-params-cm","namespace":"argocd"},"data":{{settings}} }""");
    }
}
