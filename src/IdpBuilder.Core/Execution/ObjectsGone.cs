using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>Satisfied when objects whose deletion was requested are gone: their finalizers may take a while.</summary>
/// <param name="references">The objects.</param>
internal sealed class ObjectsGone(IReadOnlyList<ResourceReference> references) : IWaitCondition
{
    private readonly HashSet<ResourceKey> _keys =
        [.. references.Select(reference => new ResourceKey(reference.Type.Group, reference.Type.Kind, reference.Namespace, reference.Name))];

    /// <inheritdoc/>
    public string Description => $"the end of {string.Join(", ", references)}";

    /// <summary>What must be watched.</summary>
    public IReadOnlyList<ResourceSelector> Selectors =>
        [.. references.Select(reference => new ResourceSelector(reference.Type, reference.Namespace, FieldSelector: $"metadata.name={reference.Name}"))];

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        // One that somebody has made again since is another one.
        var left = objects.All.Where(item => _keys.Contains(item.Key) && item.DeletionTimestamp.Length > 0).ToList();
        return left.Count == 0 ? WaitVerdict.Satisfied("gone") : WaitVerdict.Waiting(string.Join("; ", left.Select(Describe)));
    }

    private static string Describe(Manifest item) =>
        $"{item} is being deleted, held by {string.Join(", ", item.Metadata.Texts("finalizers").DefaultIfEmpty("its cluster"))}";
}
