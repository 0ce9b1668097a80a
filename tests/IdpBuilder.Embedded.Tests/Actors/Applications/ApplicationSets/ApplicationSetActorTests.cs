using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Health;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

public sealed class ApplicationSetActorTests
{
    private const string TwoElements = "[{list: {elements: [{name: a, path: pa}, {name: b, path: pb}]}}]";
    private const string OneElement = "[{list: {elements: [{name: a, path: changed}]}}]";

    private readonly MemoryCluster _cluster = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly MemoryRepositories _repositories = new();

    [Fact]
    public async Task A_set_creates_the_Applications_it_stands_for_and_says_so()
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements));

        Assert.Equal(["create a", "create b", "status set"], _cluster.Writes);
        var owner = Application("a").Metadata!["ownerReferences"]![0]!;
        Assert.Equal(("ApplicationSet", "set", "uid-set", true), (Text(owner, "kind"), Text(owner, "name"), Text(owner, "uid"), owner["controller"]!.GetValue<bool>()));
        Assert.Equal("pb", Text(Application("b").Spec!["source"]!, "path"));
        Assert.Equal(["ErrorOccurred=False ApplicationSetUpToDate", "ParametersGenerated=True ParametersGenerated", "ResourcesUpToDate=True ApplicationSetUpToDate"], Conditions());
        Assert.Equal(2, Set().Status!["resourcesCount"]!.GetValue<int>());
        Assert.Equal(new HealthVerdict(HealthStatus.Healthy, "All applications have been generated successfully"), ResourceHealthTable.Assess(Set()));
    }

    [Fact]
    public async Task Nothing_is_written_again_when_nothing_changed()
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements));
        _cluster.Writes.Clear();
        _clock.Advance(TimeSpan.FromHours(1));

        await ReconcileAsync();

        Assert.Empty(_cluster.Writes);
    }

    [Theory]
    [InlineData("sync", "delete b|patch a|status set")]
    [InlineData("create-update", "patch a")]
    [InlineData("create-delete", "delete b|status set")]
    [InlineData("create-only", "")]
    [InlineData("", "delete b|patch a|status set")]
    public async Task The_policy_says_what_happens_to_Applications_that_exist(string policy, string writes)
    {
        var rest = ApplicationSets.Template + (policy.Length == 0 ? "" : $"\n  syncPolicy: {{applicationsSync: {policy}}}");
        await ReconcileAsync(ApplicationSets.Set(TwoElements, rest));
        RemoveFinalizers("b");
        _cluster.Writes.Clear();

        await ReconcileAsync(ApplicationSets.Set(OneElement, rest));

        Assert.Equal(writes, string.Join('|', _cluster.Writes.Order(StringComparer.Ordinal)));
        Assert.Equal(writes.Contains("patch a", StringComparison.Ordinal) ? "changed" : "pa", Text(Application("a").Spec!["source"]!, "path"));
    }

    [Fact]
    public async Task What_others_wrote_into_an_Application_is_kept_where_it_is_not_the_sets()
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements, ApplicationSets.Template + "\n  preservedFields: {annotations: [mine], labels: [own]}"));
        var live = Application("a").Clone();
        live.Json["status"] = new JsonObject { ["sync"] = new JsonObject { ["status"] = "Synced" }, ["health"] = new JsonObject { ["status"] = "Healthy" } };
        live.Json["operation"] = new JsonObject { ["sync"] = new JsonObject() };
        live.Metadata!["annotations"] = new JsonObject { ["mine"] = "1", ["argocd.argoproj.io/refresh"] = "hard", ["other"] = "2" };
        live.Metadata!["labels"] = new JsonObject { ["own"] = "1", ["foreign"] = "2" };
        live.Spec!["project"] = "other";
        _cluster.Put(live);

        await ReconcileAsync();

        var kept = Application("a");
        Assert.Equal("""{"mine":"1","argocd.argoproj.io/refresh":"hard"}""", kept.Metadata!["annotations"]!.ToJsonString());
        Assert.Equal("""{"own":"1"}""", kept.Metadata!["labels"]!.ToJsonString());
        Assert.Equal("default", Text(kept.Spec!, "project"));
        Assert.NotNull(kept.Json["operation"]);
        Assert.Equal("Synced", Text(Set().Status!["resources"]![0]!, "status"));
        Assert.Equal("Healthy", Text(Set().Status!["resources"]![0]!["health"]!, "status"));
    }

    [Theory]
    [InlineData("[{jsonPointers: [/spec/source/targetRevision]}]", "patched", "pa")]
    [InlineData("[{jqPathExpressions: ['.spec.source.targetRevision']}]", "patched", "pa")]
    [InlineData("[{name: b, jsonPointers: [/spec/source/targetRevision]}]", "HEAD", "pa")]
    [InlineData("[{jsonPointers: [/spec/source]}]", "patched", "elsewhere")]
    public async Task What_a_set_ignores_is_left_as_it_is_in_the_cluster(string rules, string revision, string path)
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements, ApplicationSets.Template + $"\n  ignoreApplicationDifferences: {rules}"));
        var live = Application("a").Clone();
        live.Spec!["source"]!["targetRevision"] = "patched";
        live.Spec!["source"]!["path"] = "elsewhere";
        _cluster.Put(live);

        await ReconcileAsync();

        Assert.Equal((revision, path), (Text(Application("a").Spec!["source"]!, "targetRevision"), Text(Application("a").Spec!["source"]!, "path")));
    }

    [Fact]
    public async Task What_cannot_be_evaluated_to_be_ignored_is_told()
    {
        await ReconcileAsync(ApplicationSets.Set(
            TwoElements, ApplicationSets.Template + "\n  ignoreApplicationDifferences: [{jqPathExpressions: ['.spec | to_entries']}]"));

        Assert.Equal("ErrorOccurred=True UpdateApplicationError", Conditions()[0]);
    }

    [Fact]
    public async Task A_failing_generator_is_a_condition_and_changes_no_Application()
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements));
        _cluster.Writes.Clear();

        var again = await ReconcileAsync(ApplicationSets.Set("[{git: {repoURL: 'https://git/none', revision: HEAD, files: [{path: x}]}}]"));

        Assert.Equal(["status set"], _cluster.Writes);
        Assert.Equal(
            ["ErrorOccurred=True ApplicationGenerationFromParamsError", "ParametersGenerated=False ErrorOccurred", "ResourcesUpToDate=False ErrorOccurred"], Conditions());
        Assert.Equal(HealthStatus.Degraded, ResourceHealthTable.Assess(Set())!.Status);
        Assert.Equal(Reconciliation.WhenDue(TimeSpan.FromMinutes(3)), again);
    }

    [Theory]
    [InlineData("[{list: {elements: [{name: a}, {name: b}, {name: a}]}}]", "create b", "ApplicationSet set contains applications with duplicate name: a")]
    [InlineData("[{list: {elements: [{name: ''}, {name: b}]}}]", "create b", "ApplicationSet set contains an application with no name; a name must be set in the template's metadata.name or via a templatePatch (generateName is not supported)")]
    [InlineData("[{list: {elements: [{name: a}, {name: a}, {name: b}, {name: b}]}}]", "", "ApplicationSet set contains applications with duplicate name: b (and 1 more)")]
    [InlineData("[{list: {elements: [{name: a}], template: {metadata: {}, spec: {project: nope}}}}]", "", "application references project nope which does not exist")]
    [InlineData("[{list: {elements: [{name: a}], template: {metadata: {}, spec: {destination: {name: far}}}}}]", "", "application destination spec is invalid: application destination can't have both name and server defined: far https://kubernetes.default.svc")]
    public async Task Applications_that_are_not_valid_are_told_and_the_others_written(string generators, string writes, string message)
    {
        await ReconcileAsync(ApplicationSets.Set(generators));

        Assert.Equal((writes + " status set").Trim(), string.Join(' ', _cluster.Writes));
        Assert.Equal("ErrorOccurred=True ApplicationValidationError", Conditions()[0]);
        Assert.Equal("ParametersGenerated=True ParametersGenerated", Conditions()[1]);
        Assert.Equal(message, Text(Set().Status!["conditions"]![0]!, "message"));
    }

    [Fact]
    public async Task What_the_API_refuses_is_told_and_the_others_are_still_written()
    {
        _cluster.Refused.Add("a");

        await ReconcileAsync(ApplicationSets.Set(TwoElements));

        Assert.Equal(["create a", "create b", "status set"], _cluster.Writes);
        Assert.Equal("ErrorOccurred=True UpdateApplicationError", Conditions()[0]);
        Assert.Equal("a is invalid", Text(Set().Status!["conditions"]![0]!, "message"));
    }

    [Fact]
    public async Task An_Application_of_another_set_is_not_taken_over()
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements));
        _cluster.Writes.Clear();

        await ReconcileAsync(ApplicationSets.Set(OneElement, name: "second"));

        Assert.Equal(["status second"], _cluster.Writes);
        Assert.Equal(
            "Object argocd/a is already owned by another ApplicationSet controller set",
            Text(_cluster.Find(Key("second"))!.Status!["conditions"]![0]!, "message"));
    }

    [Fact]
    public async Task An_Application_without_an_owner_is_adopted()
    {
        _cluster.Put(ApplicationSets.Read("{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a, namespace: argocd}, spec: {}}"));

        await ReconcileAsync(ApplicationSets.Set(OneElement, ApplicationSets.Template + "\n  syncPolicy: {applicationsSync: create-only}"));

        Assert.Equal(["patch a", "status set"], _cluster.Writes);
        Assert.True(OwnerReferences.IsOwnedBy(Application("a"), "uid-set"));
    }

    [Fact]
    public async Task Conditions_keep_the_time_since_when_they_say_so()
    {
        await ReconcileAsync(ApplicationSets.Set(TwoElements));
        _clock.Advance(TimeSpan.FromMinutes(1));

        await ReconcileAsync(ApplicationSets.Set("[{list: {elements: [{name: ''}]}}]"));

        var conditions = Set().Status!["conditions"]!.AsArray();
        Assert.Equal(
            ["2025-01-02T03:05:05Z", "2025-01-02T03:04:05Z", "2025-01-02T03:05:05Z"],
            conditions.Select(condition => Text(condition!, "lastTransitionTime")));
    }

    [Fact]
    public async Task A_refresh_is_done_and_its_request_removed()
    {
        var set = ApplicationSets.Set(TwoElements);
        set.Metadata!["annotations"] = new JsonObject { ["argocd.argoproj.io/application-set-refresh"] = "true", ["other"] = "x" };

        await ReconcileAsync(set);

        Assert.Equal("""{"other":"x"}""", Set().Metadata!["annotations"]!.ToJsonString());
    }

    [Theory]
    [InlineData("create-only", false)]
    [InlineData("sync", true)]
    public async Task A_set_that_goes_gives_its_Applications_free_only_if_it_may_not_delete_them(string policy, bool staysOwner)
    {
        var rest = ApplicationSets.Template + $"\n  syncPolicy: {{applicationsSync: {policy}}}";
        await ReconcileAsync(ApplicationSets.Set(TwoElements, rest));
        var set = Set().Clone();
        set.Metadata!["deletionTimestamp"] = "2025-01-01T00:00:00Z";
        set.Metadata!["finalizers"] = new JsonArray("resources-finalizer.argocd.argoproj.io", "a/b");

        await ReconcileAsync(set);

        Assert.Equal(staysOwner, OwnerReferences.IsOwnedBy(Application("a"), "uid-set"));
        Assert.Equal("""["a/b"]""", Set().Metadata!["finalizers"]!.ToJsonString());
    }

    [Fact]
    public async Task Sets_outside_of_Argo_CDs_namespace_are_left_alone()
    {
        var set = ApplicationSets.Set(TwoElements);
        set.Metadata!["namespace"] = "default";

        await ReconcileAsync(set);

        Assert.Empty(_cluster.Writes);
    }

    [Fact]
    public async Task A_new_cluster_or_project_has_every_set_looked_at_again()
    {
        var actor = Actor();
        await ReconcileAsync(actor, ApplicationSets.Set("[{clusters: {}}]", ApplicationSets.Template.Replace("{{path}}", "{{server}}", StringComparison.Ordinal)));
        Assert.Equal("https://kubernetes.default.svc", Text(Application("in-cluster").Spec!["source"]!, "path"));
        var secret = ApplicationSets.Read("""
            {apiVersion: v1, kind: Secret, metadata: {name: far, namespace: argocd, labels: {argocd.argoproj.io/secret-type: cluster}}, data: {name: ZmFy, server: aHR0cHM6Ly9mYXI=}}
            """);
        _cluster.Put(secret);

        var keys = actor.Watches.Single(watch => watch.Type.Kind == "Secret").Map(secret).ToList();

        Assert.Equal([Key("set")], keys);
        await actor.ReconcileAsync(keys[0], Context(), TestContext.Current.CancellationToken);
        Assert.Equal("https://far", Text(Application("far").Spec!["source"]!, "path"));
        Assert.Equal([Key("set")], actor.Watches.Single(watch => watch.Type.Kind == "AppProject").Map(ApplicationSets.Read("{kind: AppProject, metadata: {namespace: argocd}}")));
    }

    private static ResourceKey Key(string name) => new("argoproj.io", "ApplicationSet", "argocd", name);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private ApplicationSetActor Actor() => new(_repositories, new YamlManifestReader());

    private ActorContext Context() => new(_cluster, _cluster, _clock);

    private Manifest Set() => _cluster.Find(Key("set"))!;

    private Manifest Application(string name) => _cluster.Find(new ResourceKey("argoproj.io", "Application", "argocd", name))!;

    private void RemoveFinalizers(string name) => Application(name).Metadata!.Remove("finalizers");

    private List<string> Conditions() =>
        Set().Status!["conditions"]!.AsArray().Select(item => $"{Text(item!, "type")}={Text(item!, "status")} {Text(item!, "reason")}").ToList();

    private Task<Reconciliation> ReconcileAsync(Manifest? set = null) => ReconcileAsync(Actor(), set);

    private async Task<Reconciliation> ReconcileAsync(ApplicationSetActor actor, Manifest? set)
    {
        var key = set?.Key ?? Key("set");
        if (set is not null)
        {
            var stored = set.Clone();
            if (stored.Status is null && _cluster.Find(key)?.Status is { } status)
            {
                stored.Json["status"] = status.DeepClone();
            }

            _cluster.Put(stored);
        }

        return await actor.ReconcileAsync(key, Context(), TestContext.Current.CancellationToken);
    }
}
