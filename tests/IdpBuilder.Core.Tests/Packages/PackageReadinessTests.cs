using IdpBuilder.Core.Tests.Waiting;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PackageReadinessTests
{
    private const string Other = "\"2222222222222222222222222222222222222222\"";

    public static TheoryData<string, WaitState, string, string, string> Cases => new()
    {
        { "everything is done", WaitState.Satisfied, "", "", "" },
        { "its sync has not begun", WaitState.Waiting, "status/operationState", "", "" },
        { "a refresh is pending", WaitState.Waiting, "metadata/annotations/argocd.argoproj.io~1refresh", "\"normal\"", "" },
        { "an operation is requested", WaitState.Waiting, "operation", "{\"sync\":{}}", "" },
        { "the operation runs", WaitState.Waiting, "status/operationState/phase", "\"Running\"", "" },
        { "it compared an older revision", WaitState.Waiting, "status/sync/revision", Other, "" },
        { "it was not compared yet", WaitState.Waiting, "status/sync", "", "" },
        { "it is OutOfSync and will sync by itself", WaitState.Waiting, "status/sync/status", "\"OutOfSync\"", "" },
        { "it is Progressing", WaitState.Waiting, "status/health/status", "\"Progressing\"", "" },
        { "it is Suspended", WaitState.Waiting, "status/health/status", "\"Suspended\"", "" },
        { "it is Missing", WaitState.Waiting, "status/health/status", "\"Missing\"", "" },
        { "an older revision failed", WaitState.Waiting, "status/operationState", "{\"phase\":\"Failed\",\"syncResult\":{\"revision\":" + Other + "}}", "" },
        { "the git server is still starting", WaitState.Waiting, "status/conditions", """[{"type":"ComparisonError","message":"dial tcp: connection refused"}]""", "" },
        { "it is Degraded", WaitState.Impossible, "status/health", """{"status":"Degraded","message":"Caused by Deployment:shop/web"}""", "Caused by Deployment:shop/web" },
        { "its sync failed", WaitState.Impossible, "status/operationState/phase", "\"Failed\"", "its sync failed" },
        { "its sync ended in an error", WaitState.Impossible, "status/operationState/phase", "\"Error\"", "ended in an error" },
        { "its specification is refused", WaitState.Impossible, "status/conditions", """[{"type":"InvalidSpecError","message":"no such project"}]""", "no such project" },
        { "the connection to its repository was cut", WaitState.Waiting, "status/conditions", """[{"type":"ComparisonError","message":"rpc error: code = Unknown desc = failed to list refs: Get \"https://git/x.git/info/refs?service=git-upload-pack\": EOF"}]""", "" },
        { "the repository server restarts", WaitState.Waiting, "status/conditions", """[{"type":"ComparisonError","message":"rpc error: code = Unavailable desc = error reading from server: EOF"}]""", "" },
        { "a manifest of it ends too early", WaitState.Impossible, "status/conditions", """[{"type":"ComparisonError","message":"failed to unmarshal manifest: error converting YAML to JSON: unexpected EOF"}]""", "unexpected EOF" },
        { "an object of it is called Unavailable", WaitState.Impossible, "status/conditions", """[{"type":"ComparisonError","message":"failed to parse \"Unavailable.yaml\""}]""", "Unavailable.yaml" },
        { "it cannot be rendered", WaitState.Impossible, "status/conditions", """[{"type":"ComparisonError","message":"helm is not installed"}]""", "helm is not installed" },
        { "it is being deleted", WaitState.Impossible, "metadata/deletionTimestamp", "\"2026-01-01T00:00:00Z\"", "being deleted" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_Application_is_judged_by_the_revision_just_installed(string when, WaitState expected, string path, string json, string cause)
    {
        var verdict = PackageReadiness.Judge(Package(path.Length == 0 ? Ready().With() : Ready().With((path, json))));

        Assert.True(expected == verdict.State, $"{when}: {verdict.State}, {verdict.Seen}");
        Assert.Contains(cause, string.Join('\n', verdict.Causes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_Application_that_nobody_syncs_cannot_become_ready()
    {
        Assert.Equal(WaitState.Waiting, Judge(("spec/syncPolicy", "")));
        Assert.Equal(WaitState.Impossible, Judge(("spec/syncPolicy", ""), ("status/operationState", "")));

        static WaitState Judge(params (string, string)[] changes) =>
            PackageReadiness.Judge(Package(Ready().With([("status/sync/status", "\"OutOfSync\""), .. changes]))).State;
    }

    [Fact]
    public void A_failed_sync_names_the_hook_that_failed()
    {
        var verdict = PackageReadiness.Judge(Package(Ready().With(
            ("status/operationState/phase", "\"Failed\""),
            ("status/operationState/message", "\"one or more synchronization tasks completed unsuccessfully\""),
            ("status/operationState/syncResult/resources", """
                [{"group":"batch","version":"v1","kind":"Job","namespace":"shop","name":"migrate","hookType":"PreSync","hookPhase":"Failed","message":"Job has reached the specified backoff limit"},
                 {"version":"v1","kind":"ConfigMap","namespace":"shop","name":"fine","status":"Synced","hookPhase":"Running"}]
                """))));

        Assert.Equal(
            ["Application 'shop': its sync failed: one or more synchronization tasks completed unsuccessfully", "PreSync hook Job 'shop/migrate': Job has reached the specified backoff limit"],
            verdict.Causes.Select(cause => cause.ToString()));
    }

    [Theory]
    [InlineData("PruneSkipped", "ignored (requires pruning)", WaitState.Impossible)]
    [InlineData("PruneSkipped", "ignored (no prune)", WaitState.Impossible)]
    [InlineData("Synced", "configured", WaitState.Waiting)]
    public void What_a_sync_leaves_behind_because_it_may_not_prune_stays_OutOfSync(string result, string message, WaitState expected)
    {
        var entry = """{ "kind": "ConfigMap", "version": "v1", "namespace": "shop", "name": "old", "status": "OutOfSync", "requiresPruning": true }""";

        var verdict = PackageReadiness.Judge(Package(Ready().With(
            ("status/sync/status", "\"OutOfSync\""),
            ("status/resources", $"[{entry}]"),
            ("status/operationState/syncResult/resources", $$"""[{ "kind": "ConfigMap", "version": "v1", "namespace": "shop", "name": "old", "status": "{{result}}", "message": "{{message}}" }]"""))));

        Assert.Equal(expected, verdict.State);
        Assert.Equal("OutOfSync (ConfigMap 'shop/old'), Healthy", verdict.Seen);
        if (expected == WaitState.Impossible)
        {
            Assert.Equal(
                $"ConfigMap 'shop/old': {message}: it is no longer part of the package, and this sync may not delete it",
                verdict.Causes[^1].ToString());
        }
    }

    [Fact]
    public void Every_source_of_several_must_be_at_its_installed_commit()
    {
        var sources = """[{"repoURL":"https://charts/x","chart":"x"},{"repoURL":"https://git/a/idpbuilder-demo-shop-app.git","path":"."}]""";

        Assert.Equal(WaitState.Satisfied, Judge($"[\"1.0.0\",\"{Commit}\"]"));
        Assert.Equal(WaitState.Waiting, Judge($"[\"{Commit}\",\"1.0.0\"]"));
        Assert.Equal(WaitState.Waiting, Judge("[\"1.0.0\"]"));

        WaitState Judge(string revisions) => PackageReadiness.Judge(Package(Ready().With(
            ("spec/sources", sources), ("status/sync/revisions", revisions), ("status/operationState/syncResult/revisions", revisions)))).State;
    }

    [Fact]
    public void All_Applications_of_a_package_count()
    {
        var verdict = PackageReadiness.Judge(Package(Ready("one").With(), Ready("two").With(("status/health/status", "\"Progressing\""))));

        Assert.Equal(WaitState.Waiting, verdict.State);
        Assert.Equal("1 of 2 Applications ready; two: Synced, Progressing", verdict.Seen);
    }

    [Theory]
    [InlineData("{}", "Healthy", WaitState.Waiting)]
    [InlineData("""{"conditions":[{"type":"ResourcesUpToDate","status":"True"}]}""", "Healthy", WaitState.Satisfied)]
    [InlineData("""{"conditions":[{"type":"ResourcesUpToDate","status":"True"}]}""", "Progressing", WaitState.Waiting)]
    [InlineData("""{"conditions":[{"type":"ErrorOccurred","status":"True","message":"bad generator"}]}""", "Healthy", WaitState.Impossible)]
    public void An_ApplicationSet_is_ready_with_the_Applications_it_made(string status, string health, WaitState expected)
    {
        var set = Ready("set").With(("kind", "\"ApplicationSet\""), ("status", status));
        var made = Ready("made").With(
            ("metadata/labels", ""), ("metadata/annotations", ""), ("status/health/status", $"\"{health}\""),
            ("metadata/ownerReferences", """[{"apiVersion":"argoproj.io/v1alpha1","kind":"ApplicationSet","name":"set"}]"""));

        Assert.Equal(expected, PackageReadiness.Judge(Package(set, made)).State);
    }

    [Fact]
    public void A_package_that_is_not_there_cannot_become_ready() =>
        Assert.Equal(WaitState.Impossible, new PackageReadiness("shop").Evaluate(Observed.Containing([])).State);

    [Theory]
    [InlineData("", "", WaitState.Waiting)]
    [InlineData("True", "", WaitState.Satisfied)]
    [InlineData("True", "Ready", WaitState.Satisfied)]
    [InlineData("False", "Ready", WaitState.Waiting)]
    public void A_package_may_call_itself_ready_by_objects_of_its_own(string ready, string condition, WaitState expected)
    {
        var wanted = new ReadyObject(new GroupVersionKind("example.com", "v1", "Certificate"), "shop", "web", condition);
        var application = Ready().With(("metadata/annotations/idpbuilder.io~1ready", $"\"{ReadyObjects.ToAnnotation([wanted]).Replace("\"", "\\\"")}\""));
        Manifest[] objects = ready.Length == 0
            ? [application]
            : [application, new(System.Text.Json.Nodes.JsonNode.Parse($$"""{"apiVersion":"example.com/v1","kind":"Certificate","metadata":{"name":"web","namespace":"shop"},"status":{"conditions":[{"type":"Ready","status":"{{ready}}"}]} }""")!.AsObject())];

        Assert.Equal([wanted], ReadyObjects.Of(application));
        Assert.Equal(expected, new ReadyObjectCondition("shop", [wanted]).Evaluate(Observed.Containing(objects)).State);
    }
}
