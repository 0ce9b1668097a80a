using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Comparison;

/// <summary>
/// Says whether applying a manifest would change the live object. What only the live object has (defaults, other managers'
/// fields) is no difference, unless it was applied before and is no longer wanted.
/// </summary>
public static class LiveComparison
{
    private static readonly string[] ComparedMetadata = ["labels", "annotations", "finalizers", "ownerReferences"];

    /// <summary>Whether there is a difference.</summary>
    public static bool IsModified(Manifest target, Manifest live, IgnoredDifferences? ignored = null)
    {
        var wanted = Normalized(target);
        if (FieldSet.Of(live, SyncOptions.FieldManager, "Apply").Any(fields => OwnsBeyond(fields, wanted, target, live)))
        {
            return true;
        }

        var existing = live.Json;
        if (ignored?.Concern(target) == true)
        {
            existing = (JsonObject)existing.DeepClone();
            ignored.Remove(target, live, wanted, existing);
        }

        var keyedLists = ListKeys.IsBuiltIn(target.GroupVersionKind);
        var last = LastApplied.Of(live);
        if (wanted["metadata"] is JsonObject metadata && IsMetadataModified(metadata, existing["metadata"], last?["metadata"]))
        {
            return true;
        }

        wanted.Remove("metadata");
        var before = (JsonObject?)last?.DeepClone();
        before?.Remove("metadata");
        before?.Remove("status");
        return Differs(wanted, existing, before, string.Empty, string.Empty, keyedLists);
    }

    /// <summary>What the target says, in the form in which an API server stores it; the target stays as it is.</summary>
    private static JsonObject Normalized(Manifest target)
    {
        var wanted = (JsonObject)target.Json.DeepClone();
        wanted.Remove("status");
        wanted.Remove("apiVersion");
        wanted.Remove("kind");
        if (target is { Kind: "Secret", ApiVersion: "v1" } && wanted["stringData"] is JsonObject texts)
        {
            EncodeTexts(wanted, texts);
        }

        // The control plane fills the rules of an aggregated role in.
        if (IsAggregated(target))
        {
            wanted.Remove("rules");
        }

        return wanted;
    }

    private static void EncodeTexts(JsonObject secret, JsonObject texts)
    {
        if (secret["data"] is not JsonObject data)
        {
            secret["data"] = data = [];
        }

        foreach (var (name, value) in texts)
        {
            if (value is JsonValue text && text.TryGetValue(out string? plain))
            {
                data[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(plain));
            }
        }

        secret.Remove("stringData");
    }

    private static bool IsMetadataModified(JsonObject target, JsonNode? live, JsonNode? last)
    {
        foreach (var field in ComparedMetadata)
        {
            var before = (last as JsonObject)?[field];
            if (target[field] is { } wanted
                ? Differs(wanted, (live as JsonObject)?[field], before, "metadata", field, keyedLists: true, isSet: field == "finalizers")
                : HasWithdrawn(before, (live as JsonObject)?[field]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether something that was applied last, as a whole, is still there.</summary>
    private static bool HasWithdrawn(JsonNode? last, JsonNode? live) => last switch
    {
        JsonObject before => live is JsonObject now && before.Any(entry => entry.Key != LastApplied.Annotation && now.ContainsKey(entry.Key)),
        null => false,
        _ => live is not null,
    };

    /// <summary>Whether server-side apply set a field that is no longer wanted; what is not compared does not count.</summary>
    private static bool OwnsBeyond(JsonObject fields, JsonObject wanted, Manifest target, Manifest live)
    {
        var owned = (JsonObject)fields.DeepClone();
        owned.Remove("f:status");
        if (IsAggregated(target))
        {
            owned.Remove("f:rules");
        }

        return FieldSet.OwnsBeyond(owned, wanted, live.Json, [.. FieldSet.OfOthers(live, SyncOptions.FieldManager, "Apply")]);
    }

    private static bool IsAggregated(Manifest target) => target.Kind == "ClusterRole" && target.Json["aggregationRule"] is not null;

    private static bool Differs(
        JsonNode? target, JsonNode? live, JsonNode? last, string parent, string field, bool keyedLists, bool isSet = false)
    {
        if (live is null)
        {
            return !Scalars.IsEmpty(target);
        }

        return (target, live) switch
        {
            (null, _) => last is not null,
            (JsonObject wanted, JsonObject existing) => MapDiffers(wanted, existing, last as JsonObject, field, keyedLists),
            (JsonArray wanted, JsonArray existing) => ListDiffers(wanted, existing, last as JsonArray, field, keyedLists, isSet),
            (JsonValue wanted, JsonValue existing) => !Scalars.AreEqual(wanted, existing, parent, field),
            _ => !(Scalars.IsEmpty(target) && Scalars.IsEmpty(live)),
        };
    }

    private static bool MapDiffers(JsonObject target, JsonObject live, JsonObject? last, string field, bool keyedLists)
    {
        foreach (var (name, wanted) in target)
        {
            if (Differs(wanted, live[name], last?[name], field, name, keyedLists))
            {
                return true;
            }
        }

        return last is not null
            && last.Any(entry => !target.ContainsKey(entry.Key) && live.ContainsKey(entry.Key) && !IsMeta(entry.Key, field));
    }

    private static bool IsMeta(string name, string field) => field.Length == 0 && name is "apiVersion" or "kind";

    private static bool ListDiffers(JsonArray target, JsonArray live, JsonArray? last, string field, bool keyedLists, bool isSet)
    {
        if (isSet)
        {
            return target.Any(wanted => !live.Any(existing => JsonNode.DeepEquals(wanted, existing)));
        }

        return keyedLists && ListKeys.Of(field, target, live) is { } key
            ? KeyedListDiffers(target, live, last, field, key)
            : target.Count != live.Count
                || target.Zip(live).Any(pair => Differs(pair.First, pair.Second, null, field, string.Empty, keyedLists));
    }

    private static bool KeyedListDiffers(JsonArray target, JsonArray live, JsonArray? last, string field, string key)
    {
        var wanted = target.ToDictionary(element => ListKeys.ValueOf(element, key), StringComparer.Ordinal);
        var existing = live.ToDictionary(element => ListKeys.ValueOf(element, key), StringComparer.Ordinal);
        var before = (last ?? []).GroupBy(element => ListKeys.ValueOf(element, key), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return wanted.Any(entry =>
                !existing.TryGetValue(entry.Key, out var there)
                || Differs(entry.Value, there, before.GetValueOrDefault(entry.Key), field, string.Empty, keyedLists: true))
            || before.Keys.Any(name => !wanted.ContainsKey(name) && existing.ContainsKey(name));
    }
}
