using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Embedded.Tests.Actors.Applications;

public sealed class OperationTests
{
    private const string Settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {color: red}\n";
    private static readonly GroupVersionKind ConfigMap = new("", "v1", "ConfigMap");

    [Fact]
    public async Task A_closed_window_keeps_an_application_from_syncing_by_itself_and_blocks_what_a_user_asks_for()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await CreateProjectAsync(cluster, """[{"kind":"deny","schedule":"* * * * *","duration":"1h","applications":["*"]}]""");
        await cluster.PublishAsync("demo", ("app/a.yaml", Settings));
        await cluster.CreateAsync("demo", json => json["spec"]!["project"] = "guarded");
        await cluster.SettleAsync();

        var status = (await cluster.ApplicationAsync("demo")).Status!;
        Assert.Equal(("OutOfSync", null), ((string?)status["sync"]!["status"], status["operationState"]));

        await cluster.PatchAsync("demo", """{"operation":{"sync":{"syncOptions":["CreateNamespace=true"]}}}""");
        await cluster.SettleAsync();

        var operation = (await cluster.ApplicationAsync("demo")).Status!["operationState"]!;
        Assert.Equal(("Running", "Sync operation blocked by sync window"), ((string?)operation["phase"], (string?)operation["message"]));
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "settings", "demo"));

        await cluster.PatchAsync(Project, """{"spec":{"syncWindows":null}}""");
        await cluster.SettleAsync();

        Assert.Equal("Succeeded", (string?)(await cluster.ApplicationAsync("demo")).Status!["operationState"]!["phase"]);
    }

    [Fact]
    public async Task Manifests_that_an_operation_brings_are_synced_instead_of_the_sources()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.InstallAsync("demo", ("app/a.yaml", Settings));
        await cluster.PatchAsync("demo", """{"spec":{"syncPolicy":{"automated":null}}}""");

        await cluster.PatchAsync("demo", """
            {"operation":{"sync":{"manifests":["{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"settings\"},\"data\":{\"color\":\"local\"}}"]}}}
            """);
        await cluster.SettleAsync();

        Assert.Equal("local", (string?)(await cluster.FindAsync("v1", "ConfigMap", "settings", "demo"))!.Json["data"]!["color"]);
        var status = (await cluster.ApplicationAsync("demo")).Status!;
        Assert.Equal(("Succeeded", "OutOfSync"), ((string?)status["operationState"]!["phase"], (string?)status["sync"]!["status"]));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Manifests_that_cannot_be_read_end_the_operation(string text)
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.InstallAsync("demo", ("app/a.yaml", Settings));

        await cluster.PatchAsync("demo", $$$$"""{"operation":{"sync":{"manifests":["{{{{text}}}}"]}}}""");
        await cluster.SettleAsync();

        var operation = (await cluster.ApplicationAsync("demo")).Status!["operationState"]!;
        Assert.Equal("Error", (string?)operation["phase"]);
        Assert.Contains("Failed to load local manifests", (string?)operation["message"]);
    }

    [Fact]
    public async Task A_comparison_on_the_server_sees_what_was_changed_and_leaves_alone_what_others_added()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Settings));
        await cluster.CreateAsync("demo", json =>
        {
            json["metadata"]!["annotations"] = new JsonObject { ["argocd.argoproj.io/compare-options"] = "ServerSideDiff=true" };
            json["spec"]!["syncPolicy"]!["syncOptions"]!.AsArray().Add("ServerSideApply=true");
        });
        await cluster.SettleAsync();
        Assert.Equal("Synced", (string?)(await cluster.ApplicationAsync("demo")).Status!["sync"]!["status"]);

        await cluster.PatchAsync(new ResourceReference(ConfigMap, "demo", "settings"), """{"data":{"extra":"someone else's"}}""");
        await cluster.SettleAsync();
        Assert.Equal("Synced", (string?)(await cluster.ApplicationAsync("demo")).Status!["sync"]!["status"]);

        await cluster.PatchAsync(new ResourceReference(ConfigMap, "demo", "settings"), """{"data":{"color":"green"}}""");
        await cluster.SettleAsync();
        Assert.Equal("OutOfSync", (string?)(await cluster.ApplicationAsync("demo")).Status!["sync"]!["status"]);
    }

    [Theory]
    [InlineData("Delete=false", "", true)]
    [InlineData("Delete=false", "argocd.argoproj.io/sync-options: Delete=true", false)]
    [InlineData("CreateNamespace=true", "argocd.argoproj.io/sync-options: Delete=false", true)]
    [InlineData("CreateNamespace=true", "", false)]
    public async Task An_option_keeps_objects_when_their_application_goes(string option, string annotation, bool stays)
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Settings.Replace("{name: settings}", $"{{name: settings, annotations: {{{annotation}}}}}", StringComparison.Ordinal)));
        await cluster.CreateAsync("demo", json =>
        {
            json["metadata"]!["finalizers"] = new JsonArray(ArgoTypes.CascadeFinalizer);
            json["spec"]!["syncPolicy"]!["syncOptions"]!.AsArray().Add(option);
        });
        await cluster.SettleAsync();

        await cluster.DeleteAsync("demo");
        await cluster.SettleAsync();

        Assert.Equal(stays, await cluster.FindAsync("v1", "ConfigMap", "settings", "demo") is not null);
    }

    private static ResourceReference Project => new(new GroupVersionKind("argoproj.io", "v1alpha1", "AppProject"), "argocd", "guarded");

    private static async Task CreateProjectAsync(ArgoCluster cluster, string windows) => await cluster.Api.CreateAsync(
        new Manifest((JsonObject)JsonNode.Parse($$"""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"AppProject","metadata":{"name":"guarded","namespace":"argocd"},
             "spec":{"sourceRepos":["*"],"destinations":[{"server":"*","namespace":"*"}],"clusterResourceWhitelist":[{"group":"*","kind":"*"}],"syncWindows":{{windows}} } }
            """)!),
        WriteOptions.Default,
        TestContext.Current.CancellationToken);
}
