using System.Runtime.CompilerServices;
using IdpBuilder.Manifests;

namespace IdpBuilder.Waiting;

/// <summary>
/// Lets many waits share watches: those for single objects of one type and namespace become one of all of them, and the same selection is
/// watched once. Whatever a wait asks for it sees as if it watched alone.
/// </summary>
public sealed class SharedWatches : IWatches, IAsyncDisposable
{
    private const string ByName = "metadata.name=";

    private readonly CancellationTokenSource _ending = new();
    private readonly Dictionary<ResourceSelector, SharedWatch> _shared = [];
    private readonly Dictionary<ResourceSelector, HashSet<string>> _names;
    private readonly IWatches _source;

    /// <summary>Shares nothing yet; a watch begins when somebody asks for it.</summary>
    /// <param name="source">Where the watches come from.</param>
    /// <param name="expected">Everything that will be asked for: a name of which no other is expected stays a watch of its own.</param>
    public SharedWatches(IWatches source, IEnumerable<ResourceSelector> expected)
    {
        _source = source;
        _names = expected.Where(selector => NameOf(selector) is not null)
            .GroupBy(WithoutName)
            .Select(group => (All: group.Key, Names: group.Select(selector => NameOf(selector)!).ToHashSet(StringComparer.Ordinal)))
            .Where(group => group.Names.Count > 1)
            .ToDictionary(group => group.All, group => group.Names);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken stop)
    {
        var name = NameOf(selector) is { } one && _names.TryGetValue(WithoutName(selector), out var names) && names.Contains(one) ? one : null;
        var watch = Shared(name is null ? selector : WithoutName(selector));
        var events = watch.Subscribe(name);
        try
        {
            await foreach (var change in events.ReadAllAsync(stop).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            watch.Unsubscribe(events);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        SharedWatch[] begun;
        lock (_shared)
        {
            begun = [.. _shared.Values];
        }

        await Task.WhenAll(begun.Select(watch => watch.Ended)).ConfigureAwait(false);
        _ending.Dispose();
    }

    private SharedWatch Shared(ResourceSelector selector)
    {
        lock (_shared)
        {
            if (!_shared.TryGetValue(selector, out var watch))
            {
                _shared[selector] = watch = new SharedWatch(_source, selector, _names.GetValueOrDefault(selector), _ending.Token);
            }

            return watch;
        }
    }

    private static string? NameOf(ResourceSelector selector) =>
        selector.FieldSelector.StartsWith(ByName, StringComparison.Ordinal) && !selector.FieldSelector.Contains(',', StringComparison.Ordinal)
            ? selector.FieldSelector[ByName.Length..]
            : null;

    private static ResourceSelector WithoutName(ResourceSelector selector) => selector with { FieldSelector = string.Empty };
}
