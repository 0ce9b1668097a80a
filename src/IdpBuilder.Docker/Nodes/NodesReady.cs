using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Docker.Nodes;

/// <summary>All nodes of a cluster are there and ready.</summary>
/// <param name="names">Their names.</param>
internal sealed class NodesReady(IReadOnlyList<string> names) : IWaitCondition
{
    private static readonly GroupVersionKind Kind = new(string.Empty, "v1", "Node");

    /// <summary>The objects to look at.</summary>
    public static ResourceSelector Selector { get; } = new(Kind);

    /// <inheritdoc/>
    public string Description => names.Count == 1 ? $"the node '{names[0]}'" : $"{names.Count} nodes";

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var missing = names.Where(name => !IsReady(objects.Find(new ResourceKey(string.Empty, "Node", string.Empty, name)))).ToList();
        return missing.Count == 0
            ? WaitVerdict.Satisfied("all are ready")
            : WaitVerdict.Waiting($"{string.Join(", ", missing)} not ready yet", 100 * (names.Count - missing.Count) / names.Count);
    }

    /// <summary>Those of the names that are not among the ready ones of these objects.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<Manifest> nodes) => [.. names.Except(nodes.Where(IsReady).Select(node => node.Name), StringComparer.Ordinal)];

    private static bool IsReady(Manifest? node) => node?.Status?["conditions"] is JsonArray conditions
        && conditions.OfType<JsonObject>().Any(condition => (string?)condition["type"] == "Ready" && (string?)condition["status"] == "True");
}
