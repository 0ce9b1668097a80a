using System.Collections.Concurrent;
using IdpBuilder.Errors;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Works the queue off: calls actors, keeps their timers, tries again what failed.</summary>
internal sealed class ActorRunner(
    IReadOnlyList<IActor> actors, WorkQueue queue, Func<int, ConsistentApi, ActorContext> contexts, InformerSet informers,
    Func<int, IEventRecorder> events, ClusterClock clock, IActorDiagnostics diagnostics)
{
    private readonly ConcurrentDictionary<WorkItem, ITimer> _timers = new();
    private readonly ConcurrentDictionary<WorkItem, int> _failures = new();

    // Set before the first worker runs.
    private Task[] _ready = [];

    /// <summary>Holds every actor back until the cache shows all it declared to watch: what is not listed yet must not pass for missing.</summary>
    public void Prepare(CancellationToken stop) => _ready =
        [.. actors.Select(actor => Task.WhenAll(actor.Watches.Select(watch => informers.Of(watch.Type).ReadyAsync(stop))))];

    /// <summary>Works until stopped. Several may run at once.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var item = await queue.TakeAsync(stop).ConfigureAwait(false);
                try
                {
                    await WorkAsync(item, stop).ConfigureAwait(false);
                }
                finally
                {
                    queue.Done(item);
                }
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever fails while the cluster goes away fails because it goes away.
        }
    }

    private async Task WorkAsync(WorkItem item, CancellationToken stop)
    {
        Set(item, Reconciliation.Done);
        await _ready[item.Actor].ConfigureAwait(false);
        var api = new ConsistentApi(informers.Api, informers, clock.Real);
        try
        {
            var result = await actors[item.Actor].ReconcileAsync(item.Key, contexts(item.Actor, api), stop).ConfigureAwait(false);
            await api.SettleAsync(stop).ConfigureAwait(false);
            if (_failures.TryRemove(item, out _))
            {
                diagnostics.Recover(actors[item.Actor].Name, item.Key.ToString());
            }

            Set(item, result);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            await api.SettleAsync(stop).ConfigureAwait(false);
            Retry(item, failure, failure is KubernetesApiException { Code: 409 } || (failure is KubernetesApiException { Code: 404 } && api.WasOvertaken));
        }
    }

    private void Retry(WorkItem item, Exception failure, bool isConflict)
    {
        var attempt = _failures.AddOrUpdate(item, 1, static (_, before) => before + 1);
        var next = RetryDelays.After(attempt, isConflict);
        if (next is { } retry)
        {
            diagnostics.Report(new ActorFailure(clock.GetUtcNow(), actors[item.Actor].Name, item.Key.ToString(), attempt, failure));
            Tell(item, failure);
            Set(item, retry);
        }
        else
        {
            queue.Add(item);
        }
    }

    // Whoever wonders why nothing happens to an object describes it.
    private void Tell(WorkItem item, Exception failure)
    {
        var (group, kind, space, name) = item.Key;
        if (informers.Existing(group, kind)?.Objects.Find(space, name) is { } about)
        {
            events(item.Actor).Record(about, isWarning: true, "ReconciliationFailed", failure.Message);
        }
    }

    private void Set(WorkItem item, Reconciliation result)
    {
        if (_timers.TryRemove(item, out var before))
        {
            before.Dispose();
        }

        if (result.Again is { } wait)
        {
            _timers[item] = result.Urgency == TimerUrgency.Driving
                ? clock.CreateTimer(_ => queue.Add(item), null, wait, Timeout.InfiniteTimeSpan)
                : clock.CreatePatientTimer(_ => queue.Add(item), null, wait, result.Urgency);
        }
    }
}
