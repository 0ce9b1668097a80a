using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Runs actors on a cluster: shared watches, a queue of keys, some workers, timers in cluster time.</summary>
internal sealed class ActorHost : IAsyncDisposable
{
    // Workers mostly wait for the API; this many keep it busy without getting in each other's way.
    private const int Workers = 16;

    private readonly IReadOnlyList<IActor> _actors;
    private readonly ClusterClock _clock;
    private readonly ClusterActivity _activity;
    private readonly WorkQueue _queue;
    private readonly InformerSet _informers;
    private readonly EventRecorder _events;
    private readonly ActorRunner _runner;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly IRevisionProbe? _probe;

    /// <summary>Takes the actors; nothing runs yet.</summary>
    /// <param name="api">The cluster; stays the caller's.</param>
    /// <param name="actors">Who is to play.</param>
    /// <param name="clock">The cluster's time; stays the caller's.</param>
    /// <param name="probe">How far the cluster is; null for a cluster that does not tell: then time stands still for a moment before it jumps.</param>
    /// <param name="diagnostics">Hears of failures.</param>
    public ActorHost(
        IKubernetesApi api, IReadOnlyList<IActor> actors, ClusterClock clock, IRevisionProbe? probe = null, IActorDiagnostics? diagnostics = null)
    {
        _actors = actors;
        _clock = clock;
        _probe = probe;
        _activity = new ClusterActivity(clock.Nudge);
        _queue = new WorkQueue(_activity, actor => actors[actor].YieldsToOthers);
        diagnostics ??= new ActorDiagnostics();
        _informers = new InformerSet(api, _queue, _activity, diagnostics, clock);
        _events = new EventRecorder(api, _activity, clock);
        _runner = new ActorRunner(actors, _queue, ContextOf, _informers, EventsOf, clock, diagnostics);
    }

    /// <summary>What the actors see.</summary>
    public IResourceCache Cache => _informers;

    /// <summary>Begins. What exists is reconciled as if it had just appeared.</summary>
    public void Start()
    {
        _informers.Begin();
        for (var actor = 0; actor < _actors.Count; actor++)
        {
            foreach (var watch in _actors[actor].Watches)
            {
                _informers.Of(watch.Type).Subscribe(actor, watch, once: false);
            }
        }

        _runner.Prepare(_stop.Token);
        _clock.Heed(new HostStillness(_activity, _informers, _probe));
        _running.Add(Task.Run(() => _events.RunAsync(_stop.Token)));
        for (var worker = 0; worker < Workers; worker++)
        {
            _running.Add(Task.Run(() => _runner.RunAsync(_stop.Token)));
        }
    }

    /// <summary>Waits until nothing is going on and no time needs to pass for anything.</summary>
    public Task SettledAsync(CancellationToken stop) => _clock.SettledAsync(stop);

    /// <summary>Stops, and returns when nothing runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false);
        await _informers.EndAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private ActorEvents EventsOf(int actor) => new(_events, _actors[actor].Name);

    private ActorContext ContextOf(int actor, ConsistentApi api) => new(api, _informers, _clock)
    {
        Events = EventsOf(actor),
        LookAt = key => _queue.Add(new WorkItem(actor, key)),
        AddWatch = (watch, stop) =>
        {
            var informer = _informers.Of(watch.Type);
            informer.Subscribe(actor, watch, once: true);
            return informer.ReadyAsync(stop);
        },
    };
}
