using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Merges lists in strategic merge patches: scalars as sets, objects by the type's merge key.</summary>
internal static class StrategicListMerge
{
    /// <summary>Merges; both lists are used up.</summary>
    public static JsonArray Merge(JsonArray present, JsonArray patch, TypeSchema schema)
    {
        var live = (JsonArray)present.DeepClone();
        if (present.Concat(patch).Any(item => item is not JsonObject))
        {
            return Order(Scalars(present, patch), patch, live, schema with { PatchMergeKey = string.Empty });
        }

        var key = schema.PatchMergeKey;
        if (key.Length == 0)
        {
            throw PatchFailures.Malformed("cannot merge lists without merge key");
        }

        var items = WithoutDirectives(present, patch, key, out var replaces);
        if (replaces)
        {
            return new JsonArray([.. items]);
        }

        var wanted = new JsonArray([.. items.Select(item => item.DeepClone())]);
        foreach (var item in items)
        {
            var at = item.ContainsKey(key) ? IndexOf(present, item, key) : throw NoKey(item, key);
            if (at < 0)
            {
                PatchDirectives.TryStrip(item, out var added);
                present.Add(added);
                continue;
            }

            var merged = present[at]!.AsObject();
            present.RemoveAt(at);
            present.Insert(at, StrategicMergePatch.Merge(merged, item, schema.ItemsOrAny()));
        }

        return Order(present, wanted, live, schema);
    }

    /// <summary>
    /// Puts the items that the patch names into its order, and the others among them as near to their old neighbours as that allows.
    /// The list is used up.
    /// </summary>
    public static JsonArray Order(JsonArray merged, JsonArray wanted, JsonArray live, TypeSchema schema)
    {
        var key = schema.PatchMergeKey;
        var named = merged.Where(item => IndexOf(wanted, item, key) >= 0).OrderBy(item => IndexOf(wanted, item, key)).ToList();
        var others = merged.Where(item => IndexOf(wanted, item, key) < 0).OrderBy(item => IndexOf(live, item, key)).ToList();
        var ordered = new List<JsonNode?>(merged.Count);
        int i = 0, j = 0;
        while (i < others.Count && j < named.Count)
        {
            var other = IndexOf(live, others[i], key);
            var next = IndexOf(live, named[j], key);
            ordered.Add(other >= 0 && next >= 0 && other < next ? others[i++] : named[j++]);
        }

        ordered.AddRange(others.Skip(i));
        ordered.AddRange(named.Skip(j));
        merged.Clear();
        return new JsonArray([.. ordered]);
    }

    /// <summary>The place of the item with the same key, or the same value; -1 when there is none.</summary>
    public static int IndexOf(JsonArray list, JsonNode? item, string key)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var isSame = key.Length > 0 && list[i] is JsonObject other && item is JsonObject map
                ? map.ContainsKey(key) && other.ContainsKey(key) && JsonEquality.Same(other[key], map[key])
                : JsonEquality.Same(list[i], item);
            if (isSame)
            {
                return i;
            }
        }

        return -1;
    }

    private static JsonArray Scalars(JsonArray present, JsonArray patch)
    {
        var merged = new JsonArray();
        foreach (var item in present.Concat(patch))
        {
            if (IndexOf(merged, item, string.Empty) < 0)
            {
                merged.Add(item?.DeepClone());
            }
        }

        return merged;
    }

    // The items to merge, taken out of the patch; items to delete are taken out of the present list.
    private static List<JsonObject> WithoutDirectives(JsonArray present, JsonArray patch, string key, out bool replaces)
    {
        replaces = false;
        var items = new List<JsonObject>(patch.Count);
        foreach (var item in patch.Select(item => item!.AsObject()).ToArray())
        {
            switch (PatchDirectives.Of(item))
            {
                case null:
                    items.Add(item);
                    break;
                case "delete":
                    Delete(present, item, key);
                    break;
                case "replace":
                    replaces = true;
                    break;
                case "merge":
                    throw PatchFailures.Malformed("merging lists cannot yet be specified in the patch");
                case { } other:
                    throw PatchFailures.Impossible($"unknown patch type: {other} in map: {item.ToJsonString()}");
            }
        }

        patch.Clear();
        return items;
    }

    private static void Delete(JsonArray present, JsonObject item, string key)
    {
        if (!item.ContainsKey(key))
        {
            throw NoKey(item, key);
        }

        for (var at = IndexOf(present, item, key); at >= 0; at = IndexOf(present, item, key))
        {
            present.RemoveAt(at);
        }
    }

    private static PatchException NoKey(JsonObject item, string key) =>
        PatchFailures.Impossible($"map: {item.ToJsonString()} does not contain declared merge key: {key}");
}
