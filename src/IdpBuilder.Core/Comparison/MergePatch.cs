using System.Text.Json.Nodes;

namespace IdpBuilder.Comparison;

/// <summary>Makes and applies JSON merge patches (RFC 7396).</summary>
public static class MergePatch
{
    /// <summary>The patched object. Neither input is changed; the result shares nothing with them.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        Merge(result, patch);
        return result;
    }

    /// <summary>The smallest patch that turns one object into another; null when they are equal.</summary>
    public static JsonObject? Between(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (field, _) in from)
        {
            if (!to.TryGetPropertyValue(field, out var kept) || kept is null)
            {
                patch[field] = null;
            }
        }

        foreach (var (field, wanted) in to)
        {
            if (wanted is null)
            {
                continue;
            }

            if (from[field] is JsonObject before && wanted is JsonObject after)
            {
                if (Between(before, after) is { } inner)
                {
                    patch[field] = inner;
                }
            }
            else if (!JsonNode.DeepEquals(from[field], wanted))
            {
                patch[field] = wanted.DeepClone();
            }
        }

        return patch.Count == 0 ? null : patch;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (field, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(field);
                    break;
                case JsonObject below:
                    if (target[field] is not JsonObject present)
                    {
                        target[field] = present = [];
                    }

                    Merge(present, below);
                    break;
                default:
                    target[field] = value.DeepClone();
                    break;
            }
        }
    }
}
