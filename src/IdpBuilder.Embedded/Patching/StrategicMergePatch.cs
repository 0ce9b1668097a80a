using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Kubernetes' strategic merge patches: merge patches that can merge lists.</summary>
internal static class StrategicMergePatch
{
    /// <summary>The patched object. Neither input is changed; the result shares nothing with them.</summary>
    /// <exception cref="PatchException">400 when the patch contradicts itself.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, TypeSchema schema) =>
        Merge((JsonObject)target.DeepClone(), (JsonObject)patch.DeepClone(), schema);

    /// <summary>Merges; both are used up, and the result is made of them.</summary>
    internal static JsonObject Merge(JsonObject target, JsonObject patch, TypeSchema schema)
    {
        switch (PatchDirectives.Of(patch))
        {
            case "replace":
                patch.Remove(PatchDirectives.Patch);
                return patch;
            case "delete":
                return [];
            case { } other:
                throw PatchFailures.Impossible($"unknown patch type: {other} in map: {patch.ToJsonString()}");
        }

        RetainKeys(target, patch);
        OrderLists(target, patch, schema);
        foreach (var (key, value) in patch.ToArray())
        {
            patch.Remove(key);
            if (key.StartsWith(PatchDirectives.DeleteFromPrimitives, StringComparison.Ordinal))
            {
                DeleteFrom(target[key[PatchDirectives.DeleteFromPrimitives.Length..]], value);
            }
            else
            {
                Field(target, key, value, schema.FieldOrAny(key));
            }
        }

        return target;
    }

    private static void Field(JsonObject target, string name, JsonNode? value, TypeSchema schema)
    {
        if (value is null)
        {
            target.Remove(name);
            return;
        }

        var isReplaced = schema.PatchStrategy.HasFlag(PatchStrategy.Replace);
        switch (target[name], value)
        {
            case (JsonObject present, JsonObject patch) when !isReplaced:
                target.Remove(name);
                target[name] = Merge(present, patch, schema);
                break;
            case (JsonArray present, JsonArray patch) when schema.PatchStrategy.HasFlag(PatchStrategy.Merge):
                target[name] = StrategicListMerge.Merge(present, patch, schema);
                break;
            default:
                if (PatchDirectives.TryStrip(value, out var stripped))
                {
                    target[name] = stripped;
                }

                break;
        }
    }

    // Clears the fields that the patch's author did not know of, for unions such as a volume's source.
    private static void RetainKeys(JsonObject target, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(PatchDirectives.RetainKeys, out var directive))
        {
            return;
        }

        patch.Remove(PatchDirectives.RetainKeys);
        if (directive is not JsonArray list)
        {
            throw PatchFailures.Malformed("invalid patch format of retainKeys");
        }

        var retained = list.Select(item => item is JsonValue value && value.TryGetValue(out string? text) ? text : null).ToHashSet();
        foreach (var (name, value) in patch)
        {
            if (value is not null && !PatchDirectives.IsParallelList(name) && !retained.Contains(name))
            {
                throw PatchFailures.Malformed("invalid patch format of retainKeys");
            }
        }

        foreach (var name in target.Select(field => field.Key).Where(name => !retained.Contains(name)).ToArray())
        {
            target.Remove(name);
        }
    }

    private static void OrderLists(JsonObject target, JsonObject patch, TypeSchema schema)
    {
        foreach (var (directive, wanted) in patch.Where(field => field.Key.StartsWith(PatchDirectives.ElementOrder, StringComparison.Ordinal)).ToArray())
        {
            patch.Remove(directive);
            var name = directive[PatchDirectives.ElementOrder.Length..];
            if (wanted is not JsonArray order)
            {
                throw PatchFailures.Malformed($"expected a list at {directive}");
            }

            var field = schema.FieldOrAny(name);
            var before = target[name] as JsonArray;
            var live = before?.DeepClone() as JsonArray ?? [];
            if (patch[name] is JsonArray items)
            {
                RefuseUnordered(items, order, field);
                patch.Remove(name);
                Field(target, name, items, field);
            }

            if (target[name] is JsonArray merged)
            {
                target[name] = StrategicListMerge.Order(merged, order, live, field);
            }
        }
    }

    private static void RefuseUnordered(JsonArray items, JsonArray order, TypeSchema schema)
    {
        foreach (var item in items)
        {
            var isDirective = item is JsonObject map && PatchDirectives.Of(map) is not null;
            if (!isDirective && StrategicListMerge.IndexOf(order, item, schema.PatchMergeKey) < 0)
            {
                throw PatchFailures.Malformed("The order in patch list doesn't match $setElementOrder list");
            }
        }
    }

    private static void DeleteFrom(JsonNode? present, JsonNode? values)
    {
        if (present is not JsonArray list || values is not JsonArray gone)
        {
            return;
        }

        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (gone.Any(value => JsonEquality.Same(value, list[i])))
            {
                list.RemoveAt(i);
            }
        }
    }
}
