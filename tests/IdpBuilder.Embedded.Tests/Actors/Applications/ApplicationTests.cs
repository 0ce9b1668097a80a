using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Tests.Actors.Applications;

public sealed class ApplicationTests
{
    private const string Settings = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          color: red
        """;

    [Fact]
    public async Task An_application_becomes_synced_and_healthy_by_itself()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        var application = await cluster.InstallAsync("demo", ("app/settings.yaml", Settings), ("other/ignored.yaml", Settings));

        var status = application.Status!;
        Assert.Equal("Synced", (string?)status["sync"]!["status"]);
        Assert.Equal("Healthy", (string?)status["health"]!["status"]);
        Assert.Equal("Succeeded", (string?)status["operationState"]!["phase"]);
        Assert.Equal("successfully synced (all tasks run)", (string?)status["operationState"]!["message"]);
        Assert.Equal("Directory", (string?)status["sourceType"]);
        Assert.Equal((string?)status["sync"]!["revision"], (string?)status["history"]![0]!["revision"]);
        Assert.Null(application.Json["operation"]);
        var settings = await cluster.FindAsync("v1", "ConfigMap", "settings", "demo");
        Assert.Equal("demo:/ConfigMap:demo/settings", settings!.Annotation(ArgoAnnotations.TrackingId));
    }

    [Fact]
    public async Task A_new_revision_is_synced_at_once_and_what_it_no_longer_has_is_pruned()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.InstallAsync("demo", ("app/a.yaml", Settings), ("app/b.yaml", Settings.Replace("settings", "old", StringComparison.Ordinal)));

        var published = await cluster.PublishAsync("demo", ("app/a.yaml", Settings.Replace("red", "blue", StringComparison.Ordinal)));
        await cluster.SettleAsync();

        var application = await cluster.ApplicationAsync("demo");
        Assert.Equal(published.Revision, (string?)application.Status!["sync"]!["revision"]);
        Assert.Equal("Synced", (string?)application.Status["sync"]!["status"]);
        Assert.Null(application.Annotation(ArgoAnnotations.Refresh));
        Assert.Equal("blue", (string?)(await cluster.FindAsync("v1", "ConfigMap", "settings", "demo"))!.Json["data"]!["color"]);
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "old", "demo"));
        Assert.Equal(2, application.Status["history"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(false, "green", "OutOfSync")]
    [InlineData(true, "red", "Synced")]
    public async Task A_change_in_the_cluster_is_seen_and_undone_where_that_is_asked_for(bool selfHeal, string color, string sync)
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Settings));
        await cluster.CreateAsync("demo", json => json["spec"]!["syncPolicy"]!["automated"]!["selfHeal"] = selfHeal);
        await cluster.SettleAsync();

        await cluster.PatchAsync(new ResourceReference(new GroupVersionKind("", "v1", "ConfigMap"), "demo", "settings"), """{"data":{"color":"green"}}""");
        await cluster.SettleAsync();

        Assert.Equal(color, (string?)(await cluster.FindAsync("v1", "ConfigMap", "settings", "demo"))!.Json["data"]!["color"]);
        Assert.Equal(sync, (string?)(await cluster.ApplicationAsync("demo")).Status!["sync"]!["status"]);
    }

    [Fact]
    public async Task Without_automation_nothing_is_applied_until_an_operation_is_requested()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Settings));
        await cluster.CreateAsync("demo", json => json["spec"]!.AsObject().Remove("syncPolicy"));
        await cluster.SettleAsync();

        var application = await cluster.ApplicationAsync("demo");
        Assert.Equal(("OutOfSync", "Missing"), ((string?)application.Status!["sync"]!["status"], (string?)application.Status["health"]!["status"]));
        Assert.Null(application.Status["operationState"]);

        await cluster.PatchAsync("demo", """{"operation":{"sync":{"syncOptions":["CreateNamespace=true"]},"initiatedBy":{"username":"me"}}}""");
        await cluster.SettleAsync();

        application = await cluster.ApplicationAsync("demo");
        Assert.Equal("Synced", (string?)application.Status!["sync"]!["status"]);
        Assert.Equal("me", (string?)application.Status["history"]![0]!["initiatedBy"]!["username"]);
    }

    [Theory]
    [InlineData("unknown project", "Application referencing project nope which does not exist")]
    [InlineData("no source", "spec.source.repoURL and either spec.source.path or spec.source.chart are required")]
    [InlineData("no path", "spec.source.repoURL and either spec.source.path or spec.source.chart are required")]
    [InlineData("chart without version", "spec.source.targetRevision is required if the manifest source is a helm chart")]
    [InlineData("no destination", "destination server missing from app spec")]
    [InlineData("other cluster", "there are no clusters with this name: elsewhere")]
    public async Task A_wrong_spec_is_said_in_a_condition(string what, string expected)
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.CreateAsync("demo", json => Break(json["spec"]!.AsObject(), what));
        await cluster.SettleAsync();

        var status = (await cluster.ApplicationAsync("demo")).Status!;
        Assert.Equal(("InvalidSpecError", expected), ((string?)status["conditions"]![0]!["type"], (string?)status["conditions"]![0]!["message"]));
        Assert.Equal(("Unknown", "Unknown"), ((string?)status["sync"]!["status"], (string?)status["health"]!["status"]));
    }

    [Theory]
    [InlineData("https://github.com/cnoe-io/stacks", "app", "remote repositories are not reachable from the embedded cluster")]
    [InlineData("", "nothing", "nothing: app path does not exist")]
    [InlineData("", "../..", "points outside of its repository")]
    [InlineData("", "broken", "Failed to unmarshal \"broken.yaml\"")]
    [InlineData("", "jsonnet", "jsonnet is evaluated by Argo CD only")]
    public async Task A_source_that_cannot_be_rendered_is_a_comparison_error(string url, string path, string expected)
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", Settings), ("broken/broken.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: [1"), ("jsonnet/x.jsonnet", "{}"));
        await cluster.CreateAsync("demo", json =>
        {
            var source = json["spec"]!["source"]!;
            source["path"] = path;
            source["repoURL"] = url.Length == 0 ? source["repoURL"]!.DeepClone() : url;
        });
        await cluster.SettleAsync();

        var condition = (await cluster.ApplicationAsync("demo")).Status!["conditions"]![0]!;
        Assert.Equal("ComparisonError", (string?)condition["type"]);
        Assert.Contains(expected, (string?)condition["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_the_cluster_does_not_know_fails_the_operation_after_its_retries()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.PublishAsync("demo", ("app/a.yaml", "apiVersion: example.io/v1\nkind: Thing\nmetadata: {name: t}\n"));
        await cluster.CreateAsync("demo", json => json["spec"]!["syncPolicy"]!["retry"] = JsonNode.Parse("""{"limit":2}"""));
        await cluster.SettleAsync();

        var state = (await cluster.ApplicationAsync("demo")).Status!["operationState"]!;
        Assert.Equal("Failed", (string?)state["phase"]);
        Assert.Equal(
            "one or more synchronization tasks are not valid: the server could not find the requested resource (retried 2 times).",
            (string?)state["message"]);
        Assert.Contains("Make sure the \"Thing\" CRD is installed", (string?)state["syncResult"]!["resources"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_applications_with_one_object_both_say_so()
    {
        await using var cluster = await ArgoCluster.StartAsync();
        await cluster.InstallAsync("demo", ("app/a.yaml", Settings + "\n"));
        await cluster.PublishAsync("other", ("app/a.yaml", Settings.Replace("  name: settings", "  name: settings\n  namespace: demo", StringComparison.Ordinal)));
        await cluster.CreateAsync("other", json => json["spec"]!["syncPolicy"]!.AsObject().Remove("automated"));
        await cluster.SettleAsync();

        var conditions = (await cluster.ApplicationAsync("other")).Status!["conditions"]!.AsArray();
        Assert.Contains(conditions, condition => (string?)condition!["type"] == "SharedResourceWarning"
            && (string?)condition["message"] == "ConfigMap/settings is part of applications argocd/other and demo");
    }

    private static void Break(JsonObject spec, string what)
    {
        var source = spec["source"]!.AsObject();
        switch (what)
        {
            case "unknown project":
                spec["project"] = "nope";
                break;
            case "no source":
                spec.Remove("source");
                break;
            case "no path":
                source.Remove("path");
                break;
            case "chart without version":
                source.Remove("path");
                source.Remove("targetRevision");
                source["chart"] = "nginx";
                break;
            case "no destination":
                spec["destination"] = new JsonObject { ["namespace"] = "demo" };
                break;
            default:
                spec["destination"] = new JsonObject { ["name"] = "elsewhere", ["namespace"] = "demo" };
                break;
        }
    }
}
