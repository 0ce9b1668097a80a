using IdpBuilder.Execution;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class RequestedSyncTests
{
    private const string Same = "";
    private const string Content = "content";
    private const string Spec = "spec";
    private const string Older = "\"2222222222222222222222222222222222222222\"";

    [Theory]
    [InlineData("nothing changed", Same, nameof(SyncDecision.Leave))]
    [InlineData("its content changed", Content, nameof(SyncDecision.Request))]
    [InlineData("its specification changed", Spec, nameof(SyncDecision.Request))]
    [InlineData("its last sync failed", Same, nameof(SyncDecision.Request), "status/operationState/phase", "\"Failed\"")]
    [InlineData("its last sync ended in an error", Same, nameof(SyncDecision.Request), "status/operationState/phase", "\"Error\"")]
    [InlineData("it is OutOfSync and will sync by itself", Same, nameof(SyncDecision.Leave), "status/sync/status", "\"OutOfSync\"")]
    [InlineData("it is OutOfSync and does not sync by itself", Same, nameof(SyncDecision.Request), "status/sync/status", "\"OutOfSync\"", "spec/syncPolicy", "")]
    [InlineData("it is Synced and does not sync by itself", Same, nameof(SyncDecision.Leave), "spec/syncPolicy", "")]
    [InlineData("it is being deleted", Same, nameof(SyncDecision.Await), "metadata/deletionTimestamp", "\"2026-01-01T00:00:00Z\"")]
    public void Of_an_Application_at_rest_a_sync_is_requested_when_there_is_something_to_do(
        string when, string change, string expected, params string[] changes) => AssertDecision(when, change, expected, changes);

    [Theory]
    [InlineData("the same is being synced", Same, nameof(SyncDecision.Leave))]
    [InlineData("the same waits to be tried again", Same, nameof(SyncDecision.Leave), "status/operationState/finishedAt", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("the same is being ended", Same, nameof(SyncDecision.Await), "status/operationState/phase", "\"Terminating\"")]
    [InlineData("the new content is being synced already", Content, nameof(SyncDecision.Leave))]
    [InlineData("of the new content only some objects are being synced", Content, nameof(SyncDecision.Await), "status/operationState/operation", """{"sync":{"resources":[{"kind":"ConfigMap","name":"a"}]}}""")]
    [InlineData("the new content is being synced from other sources", Content, nameof(SyncDecision.Await), "status/operationState/syncResult/source", """{"path":"other"}""")]
    [InlineData("earlier content is being synced", Content, nameof(SyncDecision.Await), "status/operationState/syncResult/revision", Older)]
    [InlineData("what is synced is not known yet", Content, nameof(SyncDecision.Await), "status/operationState/syncResult", "")]
    [InlineData("an earlier specification is being synced", Spec, nameof(SyncDecision.Await))]
    [InlineData("earlier content waits to be tried again", Content, nameof(SyncDecision.Terminate), "status/operationState/syncResult/revision", Older, "status/operationState/finishedAt", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("a request has not been taken up", Content, nameof(SyncDecision.Await), "status/operationState", "")]
    public void While_Argo_CD_works_only_the_sync_of_something_else_is_in_the_way(
        string when, string change, string expected, params string[] changes) => AssertDecision(when, change, expected, ["operation", "{}", .. changes], "Running");

    [Theory]
    [InlineData(Same, nameof(SyncDecision.Leave))]
    [InlineData(Content, nameof(SyncDecision.Terminate))]
    public void Force_ends_only_what_is_in_the_way(string change, string expected) => AssertDecision(
        "forced", change, expected, ["operation", "{}", "status/operationState/syncResult/revision", Older], "Running", force: true);

    [Fact]
    public void A_new_Application_is_synced_as_its_policy_says()
    {
        var wanted = Ready().With(("spec/syncPolicy", """{"automated":{"prune":true},"syncOptions":["CreateNamespace=true"],"retry":{"limit":2}}"""));

        Assert.Equal(
            """{"sync":{"prune":true,"syncOptions":["CreateNamespace=true"]},"initiatedBy":{"username":"idpbuilder"},"retry":{"limit":2}}""",
            RequestedSync.Operation(wanted).ToJsonString());
    }

    private static void AssertDecision(string when, string change, string expected, string[] changes, string phase = "Succeeded", bool force = false)
    {
        var live = Ready();
        live.With(
            ("status/operationState/phase", $"\"{phase}\""),
            ("status/operationState/operation", """{"sync":{}}"""),
            ("status/operationState/syncResult/source", live["spec"]!["source"]!.ToJsonString()));
        live.With([.. changes.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        var decision = RequestedSync.Decide(new(live), InstalledRevisions.Of(Ready().With()), new SyncCircumstances(change == Content, change == Spec, force));

        Assert.True(expected == decision.ToString(), $"{when}: {decision}");
    }
}
