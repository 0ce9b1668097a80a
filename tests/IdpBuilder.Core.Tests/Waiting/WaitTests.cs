using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;
using Microsoft.Extensions.Time.Testing;
using static IdpBuilder.Core.Tests.Waiting.Objects;

namespace IdpBuilder.Core.Tests.Waiting;

public sealed class WaitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedWatches _api = new();
    private readonly PhaseCondition _condition = new("a");
    private readonly ReportedProgress _reporter = new();

    [Fact]
    public async Task It_ends_at_once_when_the_condition_holds_already()
    {
        _api.Tell(ConfigMaps, Added("a", "done"), Synced);

        var outcome = await Begin();

        Assert.True(outcome.Succeeded);
        Assert.Equal(TimeSpan.Zero, outcome.Elapsed);
        Assert.Equal(1, _condition.Evaluations);
        Assert.Empty(_reporter.Reports);
    }

    [Fact]
    public async Task It_ends_with_the_change_that_decides()
    {
        _api.Tell(ConfigMaps, Synced);
        var wait = Begin();
        _api.Tell(ConfigMaps, Added("b", "done"), Added("a", "running"));
        Assert.False(wait.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(3));
        _api.Tell(ConfigMaps, Modified("a", "done"));

        var outcome = await wait;
        Assert.True(outcome.Succeeded);
        Assert.Equal(TimeSpan.FromSeconds(3), outcome.Elapsed);
        Assert.Equal(2, outcome.Objects.All.Count);
    }

    [Fact]
    public async Task Nothing_is_judged_before_every_watch_has_told_what_exists()
    {
        // Half of the truth looks like the whole: 'a' exists, but its watch has not come to it yet.
        var other = ConfigMaps with { Namespace = "other" };
        _api.Tell(ConfigMaps, Added("a", "done"), Synced);
        var wait = Begin(ConfigMaps, other);
        await Watched(() => _api.Open == 2);

        Assert.Equal(0, _condition.Evaluations);
        _api.Tell(other, Synced);

        Assert.True((await wait).Succeeded);
    }

    [Fact]
    public async Task It_ends_early_with_the_cause_chain_when_success_is_impossible()
    {
        _api.Tell(ConfigMaps, Added("a", "running"), Synced, Modified("a", "failed"));

        var outcome = await Begin();

        Assert.False(outcome.Succeeded);
        Assert.Equal(["ConfigMap 'a': failed", "Pod 'demo/x': exit code 1"], outcome.Verdict.Causes.Select(cause => cause.ToString()));
    }

    [Fact]
    public async Task What_is_deleted_while_waited_for_ends_the_wait()
    {
        _api.Tell(ConfigMaps, Added("a", "running"), Synced, Deleted("a"));

        var outcome = await Begin();

        Assert.Equal("was deleted", Assert.Single(outcome.Verdict.Causes).Message);
    }

    [Fact]
    public async Task The_deadline_fails_with_what_was_last_seen()
    {
        _api.Tell(ConfigMaps, Added("a", "pulling the image"), Synced);
        var wait = Begin();
        await Watched(() => _condition.Evaluations > 0);

        _clock.Advance(Limit);

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("WaitTimedOut", failure.Id);
        Assert.Contains("00:05:00", failure.Message, StringComparison.Ordinal);
        Assert.Contains("pulling the image", failure.Message, StringComparison.Ordinal);
        Assert.Equal("pulling the image", Assert.IsType<WaitVerdict>(failure.Target).Seen);
    }

    [Fact]
    public async Task The_deadline_also_ends_a_wait_for_a_cluster_that_never_answers()
    {
        var wait = Begin();
        await Watched(() => _api.Open == 1);

        _clock.Advance(Limit);

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("WaitTimedOut", failure.Id);
        Assert.Contains("had not told", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_goes_away_is_named_so()
    {
        _api.Tell(ConfigMaps, Added("a", "running"), Synced);
        var wait = Begin();
        await Watched(() => _condition.Evaluations > 0);

        _api.Break(ConfigMaps, new KubernetesApiException("ApiUnreachable", FailureKind.Unreachable, 0, "", "refused"));

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("ClusterGone", failure.Id);
        Assert.IsType<KubernetesApiException>(failure.InnerException);
        Assert.Contains("running", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_is_told_once_for_all_watches_and_so_is_its_return()
    {
        var other = ConfigMaps with { Namespace = "other" };
        _api.Tell(other, Synced, Interrupted);
        _api.Tell(ConfigMaps, Added("a", "one"), Synced);
        var wait = Begin(ConfigMaps, other);
        await Watched(() => _reporter.Said.Count == 1 && _condition.Evaluations == 1);

        _api.Tell(ConfigMaps, Interrupted, Added("b", "a change that is judged after it"));
        await Watched(() => _condition.Evaluations == 2);
        _api.Tell(other, Resumed);
        _api.Tell(ConfigMaps, Resumed, Modified("a", "done"));
        await wait;

        Assert.Equal(
            [
                "Waiting for ConfigMap 'a': the connection to the cluster is lost (reset by peer); trying to get it back.",
                "Waiting for ConfigMap 'a': the connection to the cluster is back.",
            ],
            _reporter.Said);
    }

    [Fact]
    public async Task A_deadline_that_passes_without_a_connection_says_so_beside_what_was_last_seen()
    {
        _api.Tell(ConfigMaps, Added("a", "pulling the image"), Synced);
        var wait = Begin();
        await Watched(() => _reporter.Reports.Count > 0);
        _api.Tell(ConfigMaps, Interrupted);
        await Watched(() => _reporter.Reports.Count > 1);

        _clock.Advance(Limit);

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("WaitTimedOut", failure.Id);
        Assert.Contains("Last seen: pulling the image.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("had been lost by then (reset by peer)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("connection lost; last seen: pulling the image", _reporter.Reports[1].Status);
    }

    [Fact]
    public async Task A_type_that_is_taken_out_of_the_cluster_ends_the_wait_with_what_was_last_seen()
    {
        _api.Tell(ConfigMaps, Added("a", "running"), Synced);
        var wait = Begin();
        await Watched(() => _condition.Evaluations > 0);

        _api.Break(ConfigMaps, new KubernetesApiException("ResourceTypeUnknown", FailureKind.NotFound, 404, "NotFound", "no longer served"));

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("ResourceTypeUnknown", failure.Id);
        Assert.Equal("Waiting for ConfigMap 'a' is in vain. Last seen: running. no longer served", failure.Message);
    }

    [Fact]
    public async Task Another_failure_of_a_watch_comes_through_as_it_is()
    {
        _api.Break(ConfigMaps, new KubernetesApiException("ApiForbidden", FailureKind.Denied, 403, "Forbidden", "no"));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => Begin());

        Assert.Equal("ApiForbidden", failure.Id);
    }

    [Fact]
    public async Task The_users_cancellation_is_no_timeout_even_when_the_deadline_has_passed_too()
    {
        using var stop = new CancellationTokenSource();
        var wait = Begin(stop.Token, ConfigMaps);
        await Watched(() => _api.Open == 1);

        await stop.CancelAsync();
        _clock.Advance(Limit);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Every_watch_has_ended_when_the_wait_has()
    {
        var other = ConfigMaps with { Namespace = "other" };
        _api.Tell(other, Synced);
        _api.Tell(ConfigMaps, Added("a", "done"), Synced);

        await Begin(ConfigMaps, other);

        Assert.Equal(0, _api.Open);
    }

    [Fact]
    public async Task Progress_is_told_when_it_changes_and_taken_away_at_the_end()
    {
        _api.Tell(ConfigMaps, Added("a", "one"), Synced);
        var wait = Begin();
        await Watched(() => _condition.Evaluations == 1);
        _api.Tell(ConfigMaps, Added("b", "irrelevant"));
        await Watched(() => _condition.Evaluations == 2);
        _api.Tell(ConfigMaps, Modified("a", "done"));
        await wait;

        Assert.Equal(["one", "done", "done"], _reporter.Reports.Select(report => report.Status));
        Assert.Equal([false, false, true], _reporter.Reports.Select(report => report.Completed));
        Assert.All(_reporter.Reports, report => Assert.Equal("Waiting for ConfigMap 'a'", report.Activity));
    }

    [Fact]
    public async Task A_condition_that_throws_ends_the_wait_with_its_exception()
    {
        _api.Tell(ConfigMaps, Added("a", "done"), Synced);

        await Assert.ThrowsAsync<FormatException>(() =>
            Wait.ForAsync(_api, [ConfigMaps], new ThrowingCondition(), Limit, _clock, _reporter, CancellationToken.None));

        Assert.Equal(0, _api.Open);
    }

    private Task<WaitOutcome> Begin() => Begin(ConfigMaps);

    private Task<WaitOutcome> Begin(params ResourceSelector[] selectors) => Begin(CancellationToken.None, selectors);

    private Task<WaitOutcome> Begin(CancellationToken stop, params ResourceSelector[] selectors) =>
        Wait.ForAsync(_api, selectors, _condition, Limit, _clock, _reporter, stop);

    private static async Task Watched(Func<bool> seen)
    {
        while (!seen())
        {
            await Task.Yield();
        }
    }

    private sealed class ThrowingCondition : IWaitCondition
    {
        public string Description => "an accident";

        public WaitVerdict Evaluate(ObservedObjects objects) => throw new FormatException("not a number");
    }
}
