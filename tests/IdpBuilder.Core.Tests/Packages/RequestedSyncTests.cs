using IdpBuilder.Execution;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class RequestedSyncTests
{
    [Theory]
    [InlineData("nothing changed", false, "", "")]
    [InlineData("its content changed", true, "metadata/annotations/idpbuilder.io~1revisions", "\"{}\"")]
    [InlineData("its specification changed", true, "spec/source/path", "\"other\"")]
    [InlineData("its last sync failed", true, "status/operationState/phase", "\"Failed\"")]
    [InlineData("an operation is under way", false, "operation", "{}")]
    public void Installing_asks_for_a_sync_only_when_there_is_something_to_do(string when, bool expected, string path, string json)
    {
        var live = path.Length == 0 ? Ready().With() : Ready().With((path, json));

        Assert.True(expected == RequestedSync.For(live, Ready().With()) is not null, when);
    }

    [Fact]
    public void A_new_Application_is_synced_as_its_policy_says()
    {
        var wanted = Ready().With(("spec/syncPolicy", """{"automated":{"prune":true},"syncOptions":["CreateNamespace=true"],"retry":{"limit":2}}"""));

        Assert.Equal(
            """{"sync":{"prune":true,"syncOptions":["CreateNamespace=true"]},"initiatedBy":{"username":"idpbuilder"},"retry":{"limit":2}}""",
            RequestedSync.For(null, wanted)!.ToJsonString());
    }

    [Fact]
    public void An_Application_that_does_not_sync_by_itself_is_asked_as_long_as_it_is_OutOfSync()
    {
        var wanted = Ready().With(("spec/syncPolicy", ""));

        Assert.Null(RequestedSync.For(wanted, wanted));
        Assert.NotNull(RequestedSync.For(Ready().With(("spec/syncPolicy", ""), ("status/sync/status", "\"OutOfSync\"")), wanted));
    }
}
