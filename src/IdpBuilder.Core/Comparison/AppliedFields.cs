using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>
/// Tells from an object's <c>managedFields</c> whether applying a manifest again would change nothing: the manifest's fields, no more
/// and no fewer, are what its manager applied before, and all of them still have their values. In doubt the answer is no.
/// </summary>
/// <remarks>The format of <c>fieldsV1</c> is that of sigs.k8s.io/structured-merge-diff: <c>f:</c> a field, <c>k:</c> an item by its keys, <c>v:</c> an item by its value.</remarks>
internal static class AppliedFields
{
    private const string FieldStep = "f:";

    /// <summary>Whether a manifest is applied already.</summary>
    /// <param name="wanted">The manifest, as the server would be sent it.</param>
    /// <param name="live">The object as the server has it.</param>
    /// <param name="manager">Who applies.</param>
    public static bool AreUnchanged(Manifest wanted, Manifest live, string manager)
    {
        var owned = FieldSet.Of(live, manager, "Apply").DefaultIfEmpty([]).ToArray();
        if (wanted.GroupVersionKind != live.GroupVersionKind || owned.Length > 1)
        {
            return false;
        }

        // What names an object is nobody's.
        var fields = wanted.Json.Where(field => field.Key is not ("apiVersion" or "kind" or "metadata")).ToList();
        var metadata = new JsonObject(
            (wanted.Metadata ?? []).Where(field => field.Key is not ("name" or "namespace")).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        if (metadata.Count > 0)
        {
            fields.Add(KeyValuePair.Create<string, JsonNode?>("metadata", metadata));
        }

        return HasFields(fields, live.Json, owned[0]);
    }

    private static bool HasFields(ICollection<KeyValuePair<string, JsonNode?>> wanted, JsonObject live, JsonObject owned) =>
        wanted.All(field => owned[FieldStep + field.Key] is JsonObject below ? Has(field.Value, live[field.Key], below) : IsNothing(field.Value, live[field.Key]))
        && Count(owned) == wanted.Count(field => owned.ContainsKey(FieldStep + field.Key));

    // Older servers let nobody own an empty map that somebody may fill.
    private static bool IsNothing(JsonNode? wanted, JsonNode? live) => wanted is JsonObject { Count: 0 } && live is JsonObject;

    private static bool Has(JsonNode? wanted, JsonNode? live, JsonObject owned) => (wanted, live) switch
    {
        (null, _) or (_, null) => false,
        _ when owned.Count == 0 => JsonNode.DeepEquals(wanted, live),
        (JsonObject fields, JsonObject liveFields) => HasFields(fields, liveFields, owned),
        (JsonArray items, JsonArray liveItems) => HasItems(items, liveItems, owned),

        // An item that is owned by its value alone.
        _ => Count(owned) == 0 && JsonNode.DeepEquals(wanted, live),
    };

    private static bool HasItems(JsonArray wanted, JsonArray live, JsonObject owned) =>
        Count(owned) == wanted.Count
        && owned.All(entry => entry.Key == "."
            || (entry.Value is JsonObject below && FieldSet.Child(wanted, entry.Key) is { } item && Has(item, FieldSet.Child(live, entry.Key), below)));

    private static int Count(JsonObject owned) => owned.ContainsKey(".") ? owned.Count - 1 : owned.Count;
}
