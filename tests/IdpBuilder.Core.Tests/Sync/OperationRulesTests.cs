using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class OperationRulesTests
{
    private static readonly AutoSyncState OutOfSync = new()
    {
        Enabled = true,
        IsOutOfSync = true,
        Revisions = ["abc"],
        Resources = [new AutoSyncResource(Key("a"), false, false), new AutoSyncResource(Key("b"), true, false)],
    };

    private static readonly AutoSyncState Attempted = OutOfSync with
    {
        AttemptedRevisions = ["abc"],
        AttemptedPhase = OperationPhase.Succeeded,
        SinceAttempt = TimeSpan.FromHours(1),
    };

    [Theory]
    [InlineData("{}", 0, 5)]
    [InlineData("{}", 1, 10)]
    [InlineData("{}", 3, 40)]
    [InlineData("{}", 20, 180)]
    [InlineData("""{"backoff":{"duration":"1m30s","factor":1}}""", 4, 90)]
    [InlineData("""{"backoff":{"duration":"10","factor":3,"maxDuration":"1h"}}""", 2, 90)]
    [InlineData("""{"backoff":{"duration":7,"maxDuration":"8s"}}""", 1, 8)]
    [InlineData("""{"backoff":{"duration":"500ms"}}""", 1, 1)]
    [InlineData("""{"backoff":{"duration":"soon"}}""", 0, 5)]
    [InlineData("""{"backoff":{"duration":"999999999999999999h"}}""", 1000, 180)]
    [InlineData("""{"backoff":{"factor":1000000,"maxDuration":"1h"}}""", 2000, 3600)]
    [InlineData("""{"backoff":{"duration":1e300}}""", 0, 5)]
    public void Retries_wait_longer_each_time(string retry, int retries, double seconds)
    {
        var strategy = RetryStrategy.Read((JsonObject)JsonNode.Parse(retry)!, 0);
        Assert.Equal(Objects.Start.AddSeconds(seconds), strategy.NextAt(Objects.Start, retries));
    }

    [Theory]
    [InlineData(null, 5, 4, true)]
    [InlineData(null, 5, 5, false)]
    [InlineData(null, 0, 0, false)]
    [InlineData("""{"limit":2}""", 5, 2, false)]
    [InlineData("""{"limit":-1}""", 0, 1000, true)]
    [InlineData("{}", 5, 0, false)]
    public void Retries_end_at_their_limit(string? retry, int defaultLimit, int retries, bool expected) =>
        Assert.Equal(expected, RetryStrategy.Read(retry is null ? null : (JsonObject)JsonNode.Parse(retry)!, defaultLimit).Allows(retries));

    [Fact]
    public void An_application_out_of_sync_is_synced_as_a_whole()
    {
        var decision = AutoSyncDecision.For(OutOfSync);
        Assert.True(decision.Start);
        Assert.Empty(decision.Resources);
    }

    [Theory]
    [InlineData("not automated")]
    [InlineData("busy")]
    [InlineData("in sync")]
    [InlineData("only prunings, which are off")]
    [InlineData("attempted before")]
    public void Nothing_starts(string why)
    {
        var state = why switch
        {
            "not automated" => OutOfSync with { Enabled = false },
            "busy" => OutOfSync with { IsBusy = true },
            "in sync" => OutOfSync with { IsOutOfSync = false },
            "attempted before" => Attempted,
            _ => OutOfSync with { Resources = [new AutoSyncResource(Key("a"), false, true)] },
        };

        Assert.Equal((false, string.Empty, null), (AutoSyncDecision.For(state).Start, AutoSyncDecision.For(state).Error, AutoSyncDecision.For(state).After));
    }

    [Fact]
    public void A_failed_revision_is_not_tried_again()
    {
        var decision = AutoSyncDecision.For(Attempted with { AttemptedPhase = OperationPhase.Failed, AttemptedMessage = "no" });
        Assert.Equal((false, "Failed last sync attempt to [abc]: no"), (decision.Start, decision.Error));
    }

    [Fact]
    public void A_new_revision_is_synced_after_a_failed_one() =>
        Assert.True(AutoSyncDecision.For(Attempted with { AttemptedPhase = OperationPhase.Failed, Revisions = ["def"] }).Start);

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 1, 1.0)]
    [InlineData(1, 2, null)]
    [InlineData(3, 8, 10.0)]
    [InlineData(9, 0, 300.0)]
    public void Healing_waits_longer_each_time(int attempts, double since, double? after)
    {
        var decision = AutoSyncDecision.For(
            Attempted with { SelfHeal = true, SelfHealAttempts = attempts, SinceAttempt = TimeSpan.FromSeconds(since) });

        Assert.Equal(after, decision.After?.TotalSeconds);
        Assert.Equal(after is null, decision.Start);
        Assert.Equal(after is null ? ["a"] : [], decision.Resources.Select(key => key.Name));
        Assert.Equal(after is null ? attempts + 1 : 0, decision.SelfHealAttempts);
    }

    [Theory]
    [InlineData(true, false, "a,b", false)]
    [InlineData(true, true, "a,b", true)]
    [InlineData(true, false, "", false)]
    [InlineData(true, false, "a", true)]
    public void Pruning_does_not_leave_nothing_unasked(bool prune, bool allowEmpty, string pruned, bool start)
    {
        var all = pruned.Length == 0 ? Array.Empty<string>() : ["a", "b"];
        var state = OutOfSync with
        {
            Prune = prune,
            AllowEmpty = allowEmpty,
            Resources = [.. all.Select(name => new AutoSyncResource(Key(name), false, pruned.Contains(name, StringComparison.Ordinal)))],
        };

        var decision = AutoSyncDecision.For(state);

        Assert.Equal(start, decision.Start);
        Assert.Equal(start ? string.Empty : "Skipping sync attempt to [abc]: auto-sync will wipe out all resources", decision.Error);
    }

    private static ResourceKey Key(string name) => new(string.Empty, "ConfigMap", "ns", name);
}
