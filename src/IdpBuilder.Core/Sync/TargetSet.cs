using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>The objects an Application wants: each with its namespace and tracking annotation, none twice.</summary>
/// <param name="Targets">The objects; of several with one identity only the last.</param>
/// <param name="Repeated">A sentence for each identity that appeared more than once.</param>
public sealed record TargetSet(IReadOnlyList<Manifest> Targets, IReadOnlyList<string> Repeated)
{
    /// <summary>Prepares rendered manifests, which are left as they are.</summary>
    /// <param name="manifests">The rendered manifests.</param>
    /// <param name="application">The Application's name in tracking ids.</param>
    /// <param name="destination">The destination namespace.</param>
    /// <param name="isNamespaced">Whether a type lives in namespaces; null for a type that is not known.</param>
    public static TargetSet Of(
        IEnumerable<Manifest> manifests, string application, string destination, Func<GroupVersionKind, bool?> isNamespaced)
    {
        var order = new List<ResourceKey>();
        var targets = new Dictionary<ResourceKey, (Manifest Target, int Count)>();
        foreach (var manifest in manifests)
        {
            var target = Prepare(manifest, application, destination, isNamespaced(manifest.GroupVersionKind) != false);
            var key = target.Key;
            if (key.Name.Length == 0)
            {
                key = key with { Name = $"{target.GenerateName}{order.Count}" };
            }

            if (!targets.TryGetValue(key, out var known))
            {
                order.Add(key);
            }

            targets[key] = (target, known.Count + 1);
        }

        return new TargetSet(
            order.ConvertAll(key => targets[key].Target),
            order.Where(key => targets[key].Count > 1)
                .Select(key => $"Resource {key} appeared {targets[key].Count} times among application resources.")
                .ToArray());
    }

    private static Manifest Prepare(Manifest manifest, string application, string destination, bool namespaced)
    {
        var target = manifest.Clone();
        if (target.Metadata is not { } metadata)
        {
            target.Json["metadata"] = metadata = new JsonObject();
        }

        if (!namespaced)
        {
            metadata.Remove("namespace");
        }
        else if (target.Namespace.Length == 0 && destination.Length > 0)
        {
            metadata["namespace"] = destination;
        }

        ResourceTracking.Mark(target, application, destination);
        return target;
    }
}
