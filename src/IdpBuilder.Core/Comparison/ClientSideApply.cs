using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>Works out what client-side apply sends: a three-way merge of what was applied last, what is wanted and what is there.</summary>
public static class ClientSideApply
{
    /// <summary>The merge patch that brings the live object to what is wanted; null when nothing changes.</summary>
    /// <param name="target">What is wanted, stamped with <see cref="LastApplied.Stamp"/>.</param>
    /// <param name="live">What is there.</param>
    public static JsonObject? PatchFor(Manifest target, Manifest live)
    {
        var merged = ThreeWayMerge.Apply(
            LastApplied.Of(live) ?? [], target.Json, live.Json, ListKeys.IsBuiltIn(target.GroupVersionKind));
        foreach (var field in new[] { "apiVersion", "kind", "status" })
        {
            Restore(merged, live.Json, field);
        }

        if (merged["metadata"] is JsonObject metadata && live.Metadata is { } known)
        {
            foreach (var field in new[] { "resourceVersion", "uid", "creationTimestamp", "generation", "managedFields", "namespace" })
            {
                Restore(metadata, known, field);
            }
        }

        return MergePatch.Between(live.Json, merged);
    }

    private static void Restore(JsonObject merged, JsonObject live, string field)
    {
        if (live.TryGetPropertyValue(field, out var value))
        {
            merged[field] = value?.DeepClone();
        }
        else
        {
            merged.Remove(field);
        }
    }
}
