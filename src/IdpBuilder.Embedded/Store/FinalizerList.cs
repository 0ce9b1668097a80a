using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Store;

/// <summary>Reads and changes <c>metadata.finalizers</c>.</summary>
internal static class FinalizerList
{
    /// <summary>Keeps an owner until the dependents that block it are gone.</summary>
    public const string Foreground = "foregroundDeletion";

    /// <summary>Keeps an owner until its dependents have forgotten it.</summary>
    public const string Orphan = "orphan";

    /// <summary>Keeps a CRD whose deletion was requested until its objects are deleted.</summary>
    public const string CustomResourceCleanup = "customresourcecleanup.apiextensions.k8s.io";

    public static IEnumerable<string> Of(JsonObject? metadata) =>
        metadata?["finalizers"] is JsonArray list
            ? list.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : string.Empty)
            : [];

    /// <summary>Adds a finalizer behind the others, once.</summary>
    public static void Add(JsonObject metadata, string finalizer) =>
        Write(metadata, [.. Of(metadata).Append(finalizer).Distinct(StringComparer.Ordinal)]);

    /// <summary>Writes the list; an empty one removes the field, as upstream leaves it out.</summary>
    public static void Write(JsonObject metadata, IReadOnlyCollection<string> finalizers)
    {
        if (finalizers.Count == 0)
        {
            metadata.Remove("finalizers");
            return;
        }

        var list = new JsonArray();
        foreach (var finalizer in finalizers)
        {
            list.Add((JsonNode)JsonValue.Create(finalizer));
        }

        metadata["finalizers"] = list;
    }
}
