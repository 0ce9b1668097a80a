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
    private string? _options;

    /// <summary>Forgets everything when other differences are ignored than before, or the Application is compared in another way.</summary>
    public void Begin(JsonNode? rules, string? options)
    {
        if (_options != options || !JsonNode.DeepEquals(_rules, rules))
        {
            _known.Clear();
            (_rules, _options) = (rules?.DeepClone(), options);
        }
    }

    /// <summary>Whether applying the target would change the live object.</summary>
    public bool IsModified(Manifest target, Manifest live, IgnoredDifferences? ignored) =>
        Find(target, live) ?? Keep(target, live, LiveComparison.IsModified(target, live, ignored));

    /// <summary>Whether the server would change the live object when it was asked to apply the target.</summary>
    public async ValueTask<bool> IsModifiedOnServerAsync(
        Manifest target, Manifest live, IgnoredDifferences? ignored, IKubernetesApi api, CancellationToken stop) =>
        Find(target, live)
        ?? Keep(target, live, await ServerSideComparison.IsModifiedAsync(api, target, live, ignored, stop).ConfigureAwait(false));

    private bool? Find(Manifest target, Manifest live) =>
        _known.TryGetValue(target.Key, out var known) && ReferenceEquals(known.Target, target) && ReferenceEquals(known.Live, live)
            ? known.Modified
            : null;

    private bool Keep(Manifest target, Manifest live, bool modified)
    {
        _known[target.Key] = (target, live, modified);
        return modified;
    }
}
