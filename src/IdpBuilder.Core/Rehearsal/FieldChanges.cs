using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>Finds the fields in which an object differs from what it would be. What servers and controllers keep for themselves is no difference.</summary>
internal static partial class FieldChanges
{
    private const string Hidden = "(hidden)";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] ServersMetadata =
        ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"];

    private static readonly string[] Bookkeeping =
    [
        LastApplied.Annotation, PackageLabels.Installation, PackageLabels.Revisions, ArgoAnnotations.Refresh, ArgoAnnotations.ApplicationSetRefresh,
    ];

    /// <summary>The differences, in the order of the object's fields.</summary>
    /// <param name="live">The object as it is.</param>
    /// <param name="would">The object as the server says that it would be.</param>
    public static IReadOnlyList<FieldChange> Between(Manifest live, Manifest would)
    {
        var found = new List<FieldChange>();
        Compare(Compared(live), Compared(would), string.Empty, string.Empty, ListKeys.IsBuiltIn(would.GroupVersionKind), found);
        return would is { Kind: "Secret", ApiVersion: "v1" } ? [.. found.Select(Masked)] : found;
    }

    private static JsonObject Compared(Manifest manifest)
    {
        var json = (JsonObject)manifest.Json.DeepClone();
        json.Remove("status");
        json.Remove("operation");
        if (json["metadata"] is not JsonObject metadata)
        {
            return json;
        }

        foreach (var field in ServersMetadata)
        {
            metadata.Remove(field);
        }

        foreach (var name in Bookkeeping)
        {
            (metadata["annotations"] as JsonObject)?.Remove(name);
        }

        if (metadata["annotations"] is JsonObject { Count: 0 })
        {
            metadata.Remove("annotations");
        }

        return json;
    }

    private static void Compare(JsonNode? old, JsonNode? now, string path, string field, bool keyed, List<FieldChange> found)
    {
        if (JsonNode.DeepEquals(old, now))
        {
            return;
        }

        var before = found.Count;
        switch (old, now)
        {
            case (JsonObject first, JsonObject second):
                CompareFields(first, second, path, keyed, found);
                break;
            case (JsonArray first, JsonArray second):
                CompareItems(first, second, path, field, keyed, found);
                break;
        }

        // Other kinds of values, or the same items in another order.
        if (found.Count == before)
        {
            found.Add(new FieldChange(path, Text(old), Text(now)));
        }
    }

    private static void CompareFields(JsonObject old, JsonObject now, string path, bool keyed, List<FieldChange> found)
    {
        foreach (var name in old.Select(entry => entry.Key).Union(now.Select(entry => entry.Key), StringComparer.Ordinal))
        {
            Compare(old[name], now[name], Below(path, name), name, keyed, found);
        }
    }

    private static void CompareItems(JsonArray old, JsonArray now, string path, string field, bool keyed, List<FieldChange> found)
    {
        if (keyed && ListKeys.Of(field, old, now) is { } key)
        {
            var first = old.ToDictionary(item => ListKeys.ValueOf(item, key), StringComparer.Ordinal);
            var second = now.ToDictionary(item => ListKeys.ValueOf(item, key), StringComparer.Ordinal);
            foreach (var value in first.Keys.Union(second.Keys, StringComparer.Ordinal))
            {
                Compare(first.GetValueOrDefault(value), second.GetValueOrDefault(value), $"{path}[{key}={value.Trim('"')}]", string.Empty, keyed, found);
            }

            return;
        }

        for (var index = 0; index < Math.Max(old.Count, now.Count); index++)
        {
            Compare(index < old.Count ? old[index] : null, index < now.Count ? now[index] : null, $"{path}[{index}]", string.Empty, keyed, found);
        }
    }

    private static string Below(string path, string name) =>
        !Plain().IsMatch(name) ? $"{path}[{name}]" : path.Length == 0 ? name : $"{path}.{name}";

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => JsonFields.ScalarText(value),
        _ => node.ToJsonString(Readable),
    };

    // That a value changed may be known; neither what it was nor what it becomes.
    private static FieldChange Masked(FieldChange change) => change.Path.StartsWith("data", StringComparison.Ordinal) || change.Path.StartsWith("stringData", StringComparison.Ordinal)
        ? change with { Old = change.Old is null ? null : Hidden, New = change.New is null ? null : change.Old is null ? Hidden : "(changed)" }
        : change;

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex Plain();
}
