using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>JSON merge patches (RFC 7396).</summary>
internal static class MergePatch
{
    /// <summary>The patched object. Neither input is changed; the result shares nothing with them.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        Merge(result, patch);
        return result;
    }

    /// <summary>The smallest patch that turns one object into another that has no nulls. Neither input is changed.</summary>
    public static JsonObject Create(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in from)
        {
            if (!to.TryGetPropertyValue(name, out var wanted))
            {
                patch[name] = null;
            }
            else if (value is JsonObject before && wanted is JsonObject after)
            {
                var below = Create(before, after);
                if (below.Count > 0)
                {
                    patch[name] = below;
                }
            }
            else if (!JsonEquality.Same(value, wanted))
            {
                patch[name] = wanted?.DeepClone();
            }
        }

        foreach (var (name, value) in to)
        {
            if (!from.ContainsKey(name))
            {
                patch[name] = value?.DeepClone();
            }
        }

        return patch;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject below:
                    if (target[name] is not JsonObject present)
                    {
                        target[name] = present = new JsonObject();
                    }

                    Merge(present, below);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
