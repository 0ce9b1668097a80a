using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>Custom resources are served once their definitions are Established.</summary>
internal sealed class DefinitionsEstablished(IReadOnlyList<Manifest> definitions) : IWaitCondition
{
    /// <inheritdoc/>
    public string Description => "the custom resource definitions";

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var missing = definitions.Where(definition => !IsEstablished(objects.Find(definition.Key))).Select(definition => definition.Name).ToList();
        return missing.Count == 0
            ? WaitVerdict.Satisfied("all are established")
            : WaitVerdict.Waiting($"{missing.Count} of {definitions.Count} are not established yet: {string.Join(", ", missing)}");
    }

    private static bool IsEstablished(Manifest? definition) => definition?.Status?["conditions"] is JsonArray conditions
        && conditions.OfType<JsonObject>().Any(condition => (string?)condition["type"] == "Established" && (string?)condition["status"] == "True");
}
