using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>The entries of a strategic merge patch that say how to merge rather than what.</summary>
internal static class PatchDirectives
{
    public const string Patch = "$patch";

    public const string RetainKeys = "$retainKeys";

    public const string ElementOrder = "$setElementOrder/";

    public const string DeleteFromPrimitives = "$deleteFromPrimitiveList/";

    public static bool IsParallelList(string name) =>
        name.StartsWith(ElementOrder, StringComparison.Ordinal) || name.StartsWith(DeleteFromPrimitives, StringComparison.Ordinal);

    /// <summary>The <c>$patch</c> of an object, or null.</summary>
    public static string? Of(JsonObject patch) => !patch.TryGetPropertyValue(Patch, out var directive) ? null
        : directive is JsonValue value && value.TryGetValue(out string? text) ? text
        : string.Empty;

    /// <summary>A copy of a patch's value without directives and nulls, for what the object does not have yet; absent when it only deletes.</summary>
    public static bool TryStrip(JsonNode? value, out JsonNode? stripped)
    {
        stripped = null;
        switch (value)
        {
            case JsonObject map:
                if (Of(map) == "delete")
                {
                    return false;
                }

                stripped = Strip(map);
                return true;
            case JsonArray list:
                var kept = new JsonArray();
                foreach (var item in list)
                {
                    var isMarker = item is JsonObject { Count: 1 } marker && marker.ContainsKey(Patch);
                    if (!isMarker && TryStrip(item, out var content))
                    {
                        kept.Add(content);
                    }
                }

                stripped = kept;
                return true;
            default:
                stripped = value?.DeepClone();
                return true;
        }
    }

    private static JsonObject Strip(JsonObject map)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in map)
        {
            if (value is not null && name is not (Patch or RetainKeys) && !IsParallelList(name) && TryStrip(value, out var content))
            {
                kept[name] = content;
            }
        }

        return kept;
    }
}
