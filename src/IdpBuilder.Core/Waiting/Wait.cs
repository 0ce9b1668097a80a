using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Waiting;

/// <summary>Waits by watching: ends with the change that decides, not with the next poll.</summary>
public static class Wait
{
    // Whoever gives no time at all wants to know how it is now; to find that out takes a moment.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Watches the selected objects until the condition is satisfied or can no longer be. Returns at once when it is so already.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="selectors">The objects the condition looks at; they may overlap.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long at most; zero for one look, <see cref="Timeout.InfiniteTimeSpan"/> for no end.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="reporter">Is told what is seen, whenever that changes.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="IdpException"><c>WaitTimedOut</c> with what was last seen as its target, or <c>ClusterGone</c>.</exception>
    /// <exception cref="OperationCanceledException">The user stopped waiting.</exception>
    public static Task<WaitOutcome> ForAsync(
        IWatches api,
        IReadOnlyList<ResourceSelector> selectors,
        IWaitCondition condition,
        TimeSpan timeout,
        TimeProvider clock,
        IRunReporter reporter,
        CancellationToken stop) =>
        ForAsync(api, _ => Task.FromResult(selectors), condition, Deadline.After(timeout, clock), reporter, stop);

    /// <summary>The same where the cluster must be asked first what is to be watched: that counts as waiting too.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="selectors">Finds out which objects the condition looks at.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="deadline">When it is given up.</param>
    /// <param name="reporter">Is told what is seen, whenever that changes.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="IdpException"><c>WaitTimedOut</c> with what was last seen as its target, or <c>ClusterGone</c>.</exception>
    /// <exception cref="OperationCanceledException">The user stopped waiting.</exception>
    public static async Task<WaitOutcome> ForAsync(
        IWatches api,
        Func<CancellationToken, Task<IReadOnlyList<ResourceSelector>>> selectors,
        IWaitCondition condition,
        Deadline deadline,
        IRunReporter reporter,
        CancellationToken stop)
    {
        var start = deadline.Clock.GetTimestamp();
        var once = deadline.Timeout == TimeSpan.Zero;
        using var end = new CancellationTokenSource(once ? FirstLook : deadline.Left, deadline.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        Observation? observation = null;
        try
        {
            var watched = await selectors(ending.Token).ConfigureAwait(false);
            observation = new Observation(condition, watched.Count, reporter);
            var verdict = await WatchAsync(api, watched, observation, ending, end, once, stop).ConfigureAwait(false);
            return new WaitOutcome(verdict, observation.Objects, deadline.Clock.GetElapsedTime(start)) { AtFirstLook = observation.AtFirstLook };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && end.IsCancellationRequested)
        {
            throw WaitFailures.TimedOut(condition, deadline.Timeout, observation?.LastSeen, observation?.Interruption ?? string.Empty);
        }
        catch (KubernetesApiException failure) when (failure.Kind == FailureKind.Unreachable)
        {
            throw WaitFailures.ClusterGone(condition, observation?.LastSeen, failure);
        }
        catch (KubernetesApiException failure) when (failure.Code == 404 && observation?.LastSeen is not null)
        {
            throw WaitFailures.TypeGone(condition, observation!.LastSeen, failure);
        }
    }

    /// <summary>
    /// The same for a condition that something must <i>not</i> be there, beside something that must: changes of several types come over
    /// as many connections, in no order between them. What was satisfied counts when everything, listed again after it, agrees.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="selectors">Finds out which objects the condition looks at, before each look.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="deadline">When it is given up.</param>
    /// <param name="reporter">Is told what is seen, whenever that changes.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="IdpException"><c>WaitTimedOut</c> with what was last seen as its target, or <c>ClusterGone</c>.</exception>
    /// <exception cref="OperationCanceledException">The user stopped waiting.</exception>
    public static async Task<WaitOutcome> ConfirmedAsync(
        IWatches api,
        Func<CancellationToken, Task<IReadOnlyList<ResourceSelector>>> selectors,
        IWaitCondition condition,
        Deadline deadline,
        IRunReporter reporter,
        CancellationToken stop)
    {
        var outcome = await ForAsync(api, selectors, condition, deadline, reporter, stop).ConfigureAwait(false);
        for (var agreed = false; outcome.Succeeded && !agreed; agreed = outcome.AtFirstLook)
        {
            outcome = await ForAsync(api, selectors, condition, deadline, reporter, stop).ConfigureAwait(false);
        }

        return outcome with { Elapsed = deadline.Elapsed };
    }

    private static async Task<WaitVerdict> WatchAsync(
        IWatches api,
        IReadOnlyList<ResourceSelector> selectors,
        Observation observation,
        CancellationTokenSource ending,
        CancellationTokenSource end,
        bool once,
        CancellationToken stop)
    {
        var feed = new WatchFeed(api, selectors, ending.Token);
        try
        {
            return await DecideAsync(feed, observation, once ? end : null, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && end.IsCancellationRequested)
        {
            // What arrived before the deadline counts, though the deadline was noticed first.
            if (Look(feed, observation) is { State: not WaitState.Waiting } verdict)
            {
                return verdict;
            }

            throw;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await feed.EndAsync().ConfigureAwait(false);
            observation.Close();
        }
    }

    private static async Task<WaitVerdict> DecideAsync(WatchFeed feed, Observation observation, CancellationTokenSource? once, CancellationToken ending)
    {
        do
        {
            var verdict = Look(feed, observation);
            if (verdict is { State: not WaitState.Waiting })
            {
                return verdict;
            }

            if (verdict is not null && once is not null)
            {
                await once.CancelAsync().ConfigureAwait(false);
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
