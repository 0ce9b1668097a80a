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

    /// <summary>Whether the tree owns a field of the live object that the target no longer names.</summary>
    public static bool OwnsBeyond(JsonObject fields, JsonNode? target)
    {
        foreach (var (step, inner) in fields)
        {
            if (step == ".")
            {
                continue;
            }

            if (Child(target, step) is not { } child)
            {
                // A manager that sets a field to nothing owns it without its being there.
                if (step.StartsWith("f:", StringComparison.Ordinal) && (target as JsonObject)?.ContainsKey(step[2..]) == true)
                {
                    continue;
                }

                return true;
            }

            if (inner is JsonObject { Count: > 0 } deeper && OwnsBeyond(deeper, child))
            {
                return true;
            }
        }

        return false;
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
