using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Pairs what is wanted with what is there.</summary>
/// <param name="Resources">Pairs of target and live object; live objects without a target come last, hooks among them.</param>
/// <param name="Hooks">The manifests of the hooks of a sync.</param>
public sealed record ResourceMatching(IReadOnlyList<ReconciledResource> Resources, IReadOnlyList<Manifest> Hooks)
{
    /// <summary>Matches by group, kind, namespace and name. Hooks that no phase runs are dropped.</summary>
    /// <param name="targets">The wanted objects.</param>
    /// <param name="live">The objects in the cluster that belong to the Application, or would if it came to own them.</param>
    public static ResourceMatching Of(IEnumerable<Manifest> targets, IEnumerable<Manifest> live)
    {
        var unmatched = new Dictionary<ResourceKey, Manifest>();
        foreach (var manifest in live)
        {
            unmatched[manifest.Key] = manifest;
        }

        var resources = new List<ReconciledResource>();
        var hooks = new List<Manifest>();
        foreach (var target in targets)
        {
            if (Hook.IsIgnored(target))
            {
                continue;
            }

            if (Hook.IsHook(target))
            {
                hooks.Add(target);
                continue;
            }

            resources.Add(new ReconciledResource(target, Take(unmatched, target.Key)));
        }

        resources.AddRange(unmatched.Values
            .OrderBy(manifest => manifest.Key.ToString(), StringComparer.Ordinal)
            .Select(manifest => new ReconciledResource(null, manifest)));
        return new ResourceMatching(resources, hooks);
    }

    /// <summary>A type whose scope is not known may be cluster-scoped: both identities are tried, lest its object be pruned.</summary>
    private static Manifest? Take(Dictionary<ResourceKey, Manifest> live, ResourceKey key) =>
        live.Remove(key, out var found) || live.Remove(key with { Namespace = string.Empty }, out found) ? found : null;
}
