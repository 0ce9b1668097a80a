using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;

namespace IdpBuilder.Execution;

/// <summary>
/// Decides whether installing has to ask Argo CD for a sync. Syncing by itself, it would pass over three things that installing means:
/// Applications that are not automated, hooks when nothing else changed, and a revision whose sync failed before.
/// </summary>
internal static class RequestedSync
{
    /// <summary>The <c>operation</c> to apply with an Application; null when what is in the cluster is what is wanted.</summary>
    /// <param name="live">The Application as it is in the cluster; null for a new one.</param>
    /// <param name="wanted">The Application as it will be applied.</param>
    public static JsonObject? For(Manifest? live, Manifest wanted) =>
        live is null || (live.Json["operation"] is null && (IsChanged(live, wanted) || IsUnfinished(new ApplicationState(live)))) ? Operation(wanted) : null;

    private static bool IsChanged(Manifest live, Manifest wanted) =>
        live.Annotation(PackageLabels.Revisions) != wanted.Annotation(PackageLabels.Revisions) || !JsonNode.DeepEquals(live.Spec, wanted.Spec);

    private static bool IsUnfinished(ApplicationState live) => live.Phase is "Failed" or "Error" || (!live.IsAutomated && live.Sync != "Synced");

    // What a sync by itself takes from the specification has to be said in a request.
    private static JsonObject Operation(Manifest wanted)
    {
        var policy = wanted.Spec?["syncPolicy"] as JsonObject;
        var sync = new JsonObject();
        if (policy?["automated"]?["prune"] is JsonValue prune)
        {
            sync["prune"] = prune.DeepClone();
        }

        if (policy?["syncOptions"] is JsonArray options)
        {
            sync["syncOptions"] = options.DeepClone();
        }

        var operation = new JsonObject
        {
            ["sync"] = sync,
            ["initiatedBy"] = new JsonObject { ["username"] = WriteOptions.DefaultFieldManager },
        };
        if (policy?["retry"] is JsonObject retry)
        {
            operation["retry"] = retry.DeepClone();
        }

        return operation;
    }
}
