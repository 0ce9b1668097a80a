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
    /// <summary>What to do about the sync of an Application.</summary>
    /// <param name="live">The Application as it is in the cluster.</param>
    /// <param name="wanted">The commits that are to be synced.</param>
    /// <param name="circumstances">What else counts.</param>
    public static SyncDecision Decide(Manifest live, InstalledRevisions wanted, SyncCircumstances circumstances)
    {
        var state = new ApplicationState(live);
        if (live.DeletionTimestamp.Length > 0 || state.Phase == "Terminating")
        {
            return SyncDecision.Await;
        }

        if (!state.IsOperating)
        {
            return circumstances.Changed || IsUnfinished(state) ? SyncDecision.Request : SyncDecision.Leave;
        }

        if (!circumstances.Changed || (!circumstances.SpecChanged && IsForWanted(state, wanted)))
        {
            return SyncDecision.Leave;
        }

        return circumstances.Force || state.IsRetryPending ? SyncDecision.Terminate : SyncDecision.Await;
    }

    /// <summary>The <c>operation</c> that asks for a sync. What a sync by itself takes from the specification has to be said in a request.</summary>
    public static JsonObject Operation(Manifest wanted)
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

    private static bool IsUnfinished(ApplicationState live) => live.Phase is "Failed" or "Error" || (!live.IsAutomated && live.Sync != "Synced");

    // Argo CD may have seen the published content before this installation came to the Application.
    private static bool IsForWanted(ApplicationState live, InstalledRevisions wanted) =>
        live.IsWholeSync && live.SyncedRevisions.Count > 0 && wanted.Match(live.Application, live.SyncedRevisions);
}
