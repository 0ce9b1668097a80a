using System.Globalization;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>
/// The one watch of a type: keeps its objects and queues the keys that its subscribers derive from them. A type that the cluster does
/// not serve is waited for.
/// </summary>
internal sealed class Informer(GroupVersionKind type, InformerSet set)
{
    private readonly object _gate = new();
    private readonly List<(int Actor, ActorWatch Watch)> _subscriptions = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<(string Namespace, string Name)> _listed = [];
    private InformerState _state = InformerState.Starting;
    private string _plural = string.Empty;
    private long _seen;

    /// <summary>What is watched.</summary>
    public GroupVersionKind Type => type;

    /// <summary>Its objects.</summary>
    public TypeCache Objects { get; } = new();

    /// <summary>Whether it shows what the cluster has.</summary>
    public bool IsLive
    {
        get
        {
            lock (_gate)
            {
                return _state == InformerState.Live;
            }
        }
    }

    /// <summary>Whether nothing is known to be still unseen.</summary>
    public bool IsCurrent(IRevisionProbe? probe)
    {
        lock (_gate)
        {
            return _state == InformerState.Absent
                || (_state == InformerState.Live && (probe is null || probe.LatestRevision(type.Group, _plural) <= _seen));
        }
    }

    /// <summary>Whether the event that stands for this version has been seen.</summary>
    public bool HasSeen(long revision)
    {
        lock (_gate)
        {
            return _state != InformerState.Live || _seen >= revision;
        }
    }

    /// <summary>Queues an actor's keys from now on, and for what is there already.</summary>
    /// <param name="actor">The number of the actor.</param>
    /// <param name="watch">The map.</param>
    /// <param name="once">Whether nothing is done for an actor that has subscribed before.</param>
    public void Subscribe(int actor, ActorWatch watch, bool once)
    {
        lock (_gate)
        {
            if (once && _subscriptions.Exists(known => known.Actor == actor))
            {
                return;
            }

            _subscriptions.Add((actor, watch));
            foreach (var manifest in Objects.List(string.Empty))
            {
                set.Queue(actor, watch, manifest);
            }
        }
    }

    /// <summary>Looks again whether the type is served.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            if (_state == InformerState.Absent)
            {
                set.Activity.Note();
                _state = InformerState.Starting;
            }

            _asked.TrySetResult();
        }
    }

    /// <summary>Waits until something holds that only events of this type, or its absence, bring about.</summary>
    public Task UntilAsync(Func<bool> condition, CancellationToken stop)
    {
        lock (_gate)
        {
            if (condition())
            {
                return Task.CompletedTask;
            }

            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((condition, met));
            return met.Task.WaitAsync(stop);
        }
    }

    /// <summary>Waits until the first look at the type is over; whether it is served.</summary>
    public async Task<bool> ReadyAsync(CancellationToken stop)
    {
        await UntilAsync(() => _state != InformerState.Starting, stop).ConfigureAwait(false);
        return IsLive;
    }

    /// <summary>Watches until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var asked = Renew();
            try
            {
                if (await set.FindPluralAsync(type, stop).ConfigureAwait(false) is { } plural)
                {
                    await FollowAsync(plural, stop).ConfigureAwait(false);
                }

                await EndAsync(asked, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (KubernetesApiException gone) when (gone.Code == 404)
            {
                await EndAsync(asked, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception failure)
            {
                Break();
                await set.BearAsync(type, failure, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TaskCompletionSource Renew()
    {
        lock (_gate)
        {
            return _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task FollowAsync(string plural, CancellationToken stop)
    {
        _plural = plural;
        await foreach (var change in set.Api.WatchAsync(new ResourceSelector(type), stop).ConfigureAwait(false))
        {
            Take(change);
        }

        stop.ThrowIfCancellationRequested();
    }

    // The type is not served: what it had is gone, and only a new definition brings it back.
    private Task EndAsync(TaskCompletionSource asked, CancellationToken stop)
    {
        foreach (var manifest in Objects.List(string.Empty))
        {
            Take(new WatchEvent(WatchEventType.Deleted, manifest, string.Empty));
        }

        lock (_gate)
        {
            set.Activity.Note();
            _state = asked.Task.IsCompleted ? InformerState.Starting : InformerState.Absent;
            _seen = 0;
            _listed.Clear();
            Release();
        }

        set.Activity.Rest();
        return asked.Task.WaitAsync(stop);
    }

    // The next watch shows everything anew; what it does not show went away in between.
    private void Break()
    {
        lock (_gate)
        {
            _state = InformerState.Starting;
            _listed.Clear();
        }
    }

    private void Take(WatchEvent change)
    {
        lock (_gate)
        {
            // Before it counts as seen: what the event causes elsewhere must not go unnoticed by who asks whether all is still.
            set.Activity.Note();
            if (change.Object is { } manifest)
            {
                Apply(change.Type, manifest);
            }

            if (change.Type == WatchEventType.Synced)
            {
                DropUnlisted();
                _state = InformerState.Live;
            }

            _seen = long.TryParse(change.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                ? Math.Max(_seen, revision)
                : _seen;
            Release();
        }

        set.Activity.Rest();
    }

    private void DropUnlisted()
    {
        foreach (var manifest in Objects.List(string.Empty))
        {
            if (!_listed.Contains((manifest.Namespace, manifest.Name)))
            {
                Apply(WatchEventType.Deleted, manifest);
            }
        }

        _listed.Clear();
    }

    private void Apply(WatchEventType change, Manifest manifest)
    {
        Manifest? before = null;
        if (change == WatchEventType.Deleted)
        {
            Objects.Remove(manifest);
        }
        else
        {
            before = Objects.Put(manifest);
            if (_state != InformerState.Live)
            {
                _listed.Add((manifest.Namespace, manifest.Name));
            }
        }

        foreach (var (actor, watch) in _subscriptions)
        {
            // Whoever the object belonged to before may miss it now.
            if (before is not null)
            {
                set.Queue(actor, watch, before);
            }

            set.Queue(actor, watch, manifest);
        }
    }

    private void Release()
    {
        for (var index = _waiters.Count - 1; index >= 0; index--)
        {
            if (_waiters[index].Condition())
            {
                _waiters[index].Met.TrySetResult();
                _waiters.RemoveAt(index);
            }
        }
    }
}
