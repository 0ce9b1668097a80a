using System.Collections.Concurrent;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>The informers of all actors, one for each type, and what they know.</summary>
internal sealed class InformerSet(
    IKubernetesApi api, WorkQueue queue, ClusterActivity activity, IActorDiagnostics diagnostics, ClusterClock clock) : IResourceCache
{
    private static readonly TimeSpan BrokenWatchWait = TimeSpan.FromSeconds(1);
    private static readonly GroupVersionKind Definitions = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private readonly ConcurrentDictionary<(string Group, string Kind), Informer> _informers = new();
    private readonly List<Task> _runs = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(string Group, string Kind), bool> _defined = new();

    public IKubernetesApi Api => api;

    public ClusterActivity Activity => activity;

    /// <summary>The informer of a type; it begins to watch when it is asked for first.</summary>
    public Informer Of(GroupVersionKind type)
    {
        lock (_runs)
        {
            return Existing(type.Group, type.Kind) ?? Begin(type);
        }
    }

    /// <summary>The informer of a group and kind if there is one.</summary>
    public Informer? Existing(string group, string kind) => _informers.GetValueOrDefault((group, kind));

    /// <summary>Whether every informer has shown the newest change of its type.</summary>
    public bool AreCurrent(IRevisionProbe? probe) => _informers.Values.All(informer => informer.IsCurrent(probe));

    /// <inheritdoc/>
    public bool IsWatched(string group, string kind) => Existing(group, kind) is not null;

    /// <inheritdoc/>
    public Manifest? Find(ResourceKey key) => Watched(key.Group, key.Kind).Objects.Find(key.Namespace, key.Name);

    /// <inheritdoc/>
    public IReadOnlyList<Manifest> List(string group, string kind, string inNamespace = "") =>
        Watched(group, kind).Objects.List(inNamespace);

    /// <inheritdoc/>
    public IReadOnlyList<Manifest> ListOwned(string group, string kind, string ownerUid) =>
        Watched(group, kind).Objects.ListOwned(ownerUid);

    /// <inheritdoc/>
    public IReadOnlyList<Manifest> ListOwned(string ownerUid) =>
        [.. _informers.Values.SelectMany(informer => informer.Objects.ListOwned(ownerUid))];

    /// <summary>Begins to watch for types that CRDs add.</summary>
    public void Begin() => Of(Definitions);

    /// <summary>Ends all watches.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task[] runs;
        lock (_runs)
        {
            runs = [.. _runs];
        }

        await Task.WhenAll(runs).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Queues what a watch derives from an object.</summary>
    public void Queue(int actor, ActorWatch watch, Manifest manifest)
    {
        try
        {
            foreach (var key in watch.Map(manifest))
            {
                queue.Add(new WorkItem(actor, key));
            }
        }
        catch (Exception failure)
        {
            // One object that a map cannot read must not end the watch of all others.
            diagnostics.Report(new ActorFailure(clock.GetUtcNow(), $"watch of {watch.Type}", manifest.ToString(), 1, failure));
        }
    }

    /// <summary>The name under which a type is served, or null.</summary>
    public async Task<string?> FindPluralAsync(GroupVersionKind type, CancellationToken stop)
    {
        // A type that a CRD has just defined is not in what discovery said before.
        var isNew = _defined.TryRemove((type.Group, type.Kind), out _);
        var served = await api.DiscoverAsync(isNew, stop).ConfigureAwait(false);
        return served.FirstOrDefault(resource => resource.Type.Group == type.Group && resource.Type.Kind == type.Kind
            && (type.Version.Length == 0 || resource.Type.Version == type.Version))?.Plural;
    }

    /// <summary>Reports a watch that broke, and waits for a moment before the next one.</summary>
    public Task BearAsync(GroupVersionKind type, Exception failure, CancellationToken stop)
    {
        diagnostics.Report(new ActorFailure(clock.GetUtcNow(), $"watch of {type}", string.Empty, 1, failure));
        return Task.Delay(BrokenWatchWait, clock.Real, stop);
    }

    private Informer Begin(GroupVersionKind type)
    {
        var informer = _informers[(type.Group, type.Kind)] = new Informer(type, this);
        if (type.Group == Definitions.Group && type.Kind == Definitions.Kind)
        {
            informer.Subscribe(-1, new ActorWatch(type, NoteDefinition), once: true);
        }

        _runs.Add(Task.Run(() => informer.RunAsync(_stop.Token)));
        return informer;
    }

    private IEnumerable<ResourceKey> NoteDefinition(Manifest definition)
    {
        var kind = definition.Spec?["names"]?["kind"]?.GetValue<string>() ?? string.Empty;
        var group = definition.Spec?["group"]?.GetValue<string>() ?? string.Empty;
        if (_informers.TryGetValue((group, kind), out var informer))
        {
            _defined[(group, kind)] = true;
            informer.Ask();
        }

        return [];
    }

    private Informer Watched(string group, string kind) => Existing(group, kind)
        ?? throw new InvalidOperationException($"No actor watches {kind} of group '{group}': its cache knows nothing about it.");
}
