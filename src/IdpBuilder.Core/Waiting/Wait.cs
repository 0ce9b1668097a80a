using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Waiting;

/// <summary>Waits by watching: ends with the change that decides, not with the next poll.</summary>
public static class Wait
{
    /// <summary>
    /// Watches the selected objects until the condition is satisfied or can no longer be. Returns at once when it is so already.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="selectors">The objects the condition looks at; they may overlap.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for no end.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="reporter">Is told what is seen, whenever that changes.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="IdpException"><c>WaitTimedOut</c> with what was last seen as its target, or <c>ClusterGone</c>.</exception>
    /// <exception cref="OperationCanceledException">The user stopped waiting.</exception>
    public static async Task<WaitOutcome> ForAsync(
        IKubernetesApi api,
        IReadOnlyList<ResourceSelector> selectors,
        IWaitCondition condition,
        TimeSpan timeout,
        TimeProvider clock,
        IRunReporter reporter,
        CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        var observation = new Observation(condition, selectors.Count, reporter);
        using var deadline = new CancellationTokenSource(timeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        var feed = new WatchFeed(api, selectors, ending.Token);
        try
        {
            return Outcome(await DecideAsync(feed, observation, ending.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            // What arrived before the deadline counts, though the deadline was noticed first.
            return Look(feed, observation) is { State: not WaitState.Waiting } verdict
                ? Outcome(verdict)
                : throw WaitFailures.TimedOut(condition, timeout, observation.LastSeen);
        }
        catch (KubernetesApiException failure) when (failure.Kind == FailureKind.Unreachable)
        {
            throw WaitFailures.ClusterGone(condition, observation.LastSeen, failure);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await feed.EndAsync().ConfigureAwait(false);
            observation.Close();
        }

        WaitOutcome Outcome(WaitVerdict verdict) => new(verdict, observation.Objects, clock.GetElapsedTime(start));
    }

    private static async Task<WaitVerdict> DecideAsync(WatchFeed feed, Observation observation, CancellationToken ending)
    {
        do
        {
            if (Look(feed, observation) is { State: not WaitState.Waiting } verdict)
            {
                return verdict;
            }
        }
        while (await feed.WaitToReadAsync(ending).ConfigureAwait(false));

        throw new OperationCanceledException(ending);
    }

    // Events that arrived together are judged together.
    private static WaitVerdict? Look(WatchFeed feed, Observation observation)
    {
        while (feed.TryRead(out var watch, out var change))
        {
            observation.Take(watch, change);
        }

        return observation.Judge();
    }
}
