using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>
/// Remembers which objects differ from their manifests. Targets and cached live objects are never changed in place, so the same
/// two objects compare the same; of an Application's objects one changes at a time.
/// </summary>
internal sealed class ComparisonCache
{
    private readonly Dictionary<ResourceKey, (Manifest Target, Manifest Live, bool Modified)> _known = [];
    private JsonNode? _rules;

    /// <summary>Forgets everything when other differences are ignored than before.</summary>
    public void Begin(JsonNode? rules)
    {
        if (!JsonNode.DeepEquals(_rules, rules))
        {
            _known.Clear();
            _rules = rules?.DeepClone();
        }
    }

    /// <summary>Whether applying the target would change the live object.</summary>
    public bool IsModified(Manifest target, Manifest live, IgnoredDifferences? ignored)
    {
        if (_known.TryGetValue(target.Key, out var known) && ReferenceEquals(known.Target, target) && ReferenceEquals(known.Live, live))
        {
            return known.Modified;
        }

        var modified = LiveComparison.IsModified(target, live, ignored);
        _known[target.Key] = (target, live, modified);
        return modified;
    }
}
