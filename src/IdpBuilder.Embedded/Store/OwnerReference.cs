using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Store;

/// <summary>An owner that a stored object names.</summary>
/// <param name="Uid">The owner's uid.</param>
/// <param name="Kind">The owner's kind.</param>
/// <param name="Name">The owner's name.</param>
/// <param name="BlocksDeletion">Whether the owner's foreground deletion waits for this dependent.</param>
internal sealed record OwnerReference(string Uid, string Kind, string Name, bool BlocksDeletion)
{
    public static IReadOnlyList<OwnerReference> Read(JsonObject? metadata)
    {
        if (metadata?["ownerReferences"] is not JsonArray { Count: > 0 } references)
        {
            return [];
        }

        return references.OfType<JsonObject>()
            .Select(reference => new OwnerReference(
                Text(reference, "uid"),
                Text(reference, "kind"),
                Text(reference, "name"),
                reference["blockOwnerDeletion"] is JsonValue blocks && blocks.TryGetValue(out bool value) && value))
            .ToArray();
    }

    private static string Text(JsonObject reference, string name) =>
        reference[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
