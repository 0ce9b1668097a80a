using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>Reads which fields a manager owns from <c>metadata.managedFields</c>.</summary>
internal static class FieldSet
{
    /// <summary>The field trees of a manager; an operation restricts them when it is not empty.</summary>
    public static IEnumerable<JsonObject> Of(Manifest live, string manager, string operation)
    {
        if (live.Metadata?["managedFields"] is not JsonArray entries)
        {
            yield break;
        }

        foreach (var entry in entries.OfType<JsonObject>())
        {
            if (Text(entry, "manager") == manager
                && (operation.Length == 0 || Text(entry, "operation") == operation)
                && Text(entry, "subresource").Length == 0
                && entry["fieldsV1"] is JsonObject fields)
            {
                yield return fields;
            }
        }
    }

    /// <summary>The field trees of everybody but one manager's operation.</summary>
    public static IEnumerable<JsonObject> OfOthers(Manifest live, string manager, string operation) =>
        (live.Metadata?["managedFields"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(entry => Text(entry, "manager") != manager || Text(entry, "operation") != operation || Text(entry, "subresource").Length > 0)
            .Select(entry => entry["fieldsV1"])
            .OfType<JsonObject>();

    /// <summary>Whether the tree owns a field that the live object has, that the target no longer names and that nobody else owns: applying would remove it.</summary>
    /// <remarks>The rule is that of <c>prune</c> in sigs.k8s.io/structured-merge-diff.</remarks>
    public static bool OwnsBeyond(JsonObject fields, JsonNode? target, JsonNode? live, IReadOnlyList<JsonObject> others) =>
        fields.Any(field => field.Key != "." && field.Value is JsonObject inner && Child(live, field.Key) is { } there && OwnsBeyond(field.Key, inner, target, there, others));

    private static bool OwnsBeyond(string step, JsonObject inner, JsonNode? target, JsonNode live, IReadOnlyList<JsonObject> others)
    {
        // A manager that sets a field to nothing owns it without its being there.
        var wanted = Child(target, step);
        if (wanted is null && step.StartsWith("f:", StringComparison.Ordinal) && (target as JsonObject)?.ContainsKey(step[2..]) == true)
        {
            return false;
        }

        var theirs = others.Select(other => other[step]).OfType<JsonObject>().ToArray();
        var isMember = inner.Count == 0 || inner.ContainsKey(".");
        return (isMember && wanted is null && theirs.Length == 0) || OwnsBeyond(inner, wanted, live, theirs);
    }

    /// <summary>Takes the owned fields out of an object.</summary>
    public static void Remove(JsonObject fields, JsonNode? from)
    {
        foreach (var (step, inner) in fields)
        {
            if (step == "." || Child(from, step) is not { } child)
            {
                continue;
            }

            if (inner is JsonObject deeper && deeper.Any(entry => entry.Key != "."))
            {
                Remove(deeper, child);
            }
            else if (from is JsonObject map)
            {
                map.Remove(step[2..]);
            }
            else if (from is JsonArray list)
            {
                list.Remove(child);
            }
        }
    }

    /// <summary>What a step of a tree names below a node; null when it is not there.</summary>
    public static JsonNode? Child(JsonNode? parent, string step) => (parent, step.Length < 2 ? string.Empty : step[..2]) switch
    {
        (JsonObject map, "f:") => map[step[2..]],
        (JsonArray list, "k:") => Parse(step[2..]) is JsonObject key ? list.FirstOrDefault(element => Matches(element, key)) : null,
        (JsonArray list, "v:") => Parse(step[2..]) is { } value ? list.FirstOrDefault(element => JsonNode.DeepEquals(element, value)) : null,
        (JsonArray list, "i:") => int.TryParse(step.AsSpan(2), out var index) && index < list.Count ? list[index] : null,
        _ => null,
    };

    // A key may name a field that the target leaves to its default, such as a port's protocol.
    private static bool Matches(JsonNode? element, JsonObject key) =>
        element is JsonObject item && key.All(pair => item[pair.Key] is not { } value || JsonNode.DeepEquals(value, pair.Value));

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonObject entry, string field) =>
        entry[field] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
