using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Which objects are looked at again when others change, where neither names the other by its labels or owners.</summary>
internal sealed class Interests
{
    private readonly object _gate = new();
    private readonly Dictionary<ResourceKey, HashSet<ResourceKey>> _interested = [];
    private readonly Dictionary<ResourceKey, IReadOnlyList<ResourceKey>> _needs = [];

    /// <summary>The objects to look at when one changes.</summary>
    public IEnumerable<ResourceKey> For(Manifest changed) => For(changed.Key);

    /// <summary>The objects to look at when what has this key changes.</summary>
    public IEnumerable<ResourceKey> For(ResourceKey changed)
    {
        lock (_gate)
        {
            return _interested.TryGetValue(changed, out var dependents) ? [.. dependents] : [];
        }
    }

    /// <summary>Sets what an object depends on. To be called before looking at that, or a change in between is missed.</summary>
    public void Set(ResourceKey dependent, IReadOnlyList<ResourceKey> needs)
    {
        lock (_gate)
        {
            if (_needs.Remove(dependent, out var before))
            {
                foreach (var need in before)
                {
                    if (_interested.TryGetValue(need, out var dependents) && dependents.Remove(dependent) && dependents.Count == 0)
                    {
                        _interested.Remove(need);
                    }
                }
            }

            if (needs.Count == 0)
            {
                return;
            }

            _needs[dependent] = needs;
            foreach (var need in needs)
            {
                if (!_interested.TryGetValue(need, out var dependents))
                {
                    _interested.Add(need, dependents = []);
                }

                dependents.Add(dependent);
            }
        }
    }
}
