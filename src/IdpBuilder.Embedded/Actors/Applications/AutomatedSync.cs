using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Requests the operations that an Application starts by itself.</summary>
internal static class AutomatedSync
{
    /// <summary>Decides; on a start the request is put into the edited Application.</summary>
    /// <returns>When to decide again; null for not before something changes.</returns>
    public static TimeSpan? Decide(ApplicationPass pass, ComparedState state)
    {
        var application = pass.Application;
        if (IsHeldUp(pass, out var opens))
        {
            return opens;
        }

        var decision = AutoSyncDecision.For(StateOf(pass, state));
        ApplicationConditions.Set(
            pass.Status,
            decision.Error.Length == 0 ? [] : [new ApplicationCondition(ConditionType.SyncError, decision.Error)],
            [ConditionType.SyncError],
            pass.Now);
        if (decision.Start)
        {
            pass.Request(RequestOf(application, state, decision));
        }

        return decision.After;
    }

    // Argo CD decides nothing then, and says nothing either; windows that cannot be read keep it from deciding too.
    private static bool IsHeldUp(ApplicationPass pass, out TimeSpan? opens)
    {
        opens = null;
        try
        {
            var windows = pass.Project.WindowsFor(pass.Application);
            var allowed = windows.Allow(manual: false, startedAt: null, pass.Now);
            opens = allowed ? null : windows.NextChange(pass.Now) - pass.Now;
            return !allowed;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static AutoSyncState StateOf(ApplicationPass pass, ComparedState state)
    {
        var application = pass.Application;
        var attempt = application.OperationState is { } last ? OperationRecord.Of(last) : null;
        return new AutoSyncState
        {
            Enabled = application.IsAutomated,
            Prune = application.Automated.Flag("prune"),
            SelfHeal = application.Automated.Flag("selfHeal"),
            AllowEmpty = application.Automated.Flag("allowEmpty"),
            IsBusy = application.Operation is not null || application.IsDeleting,
            IsOutOfSync = state.SyncStatus == "OutOfSync",
            Resources = [.. state.Matching.Resources.Zip(state.Resources).Select(pair =>
                new AutoSyncResource(pair.First.Key, pair.Second.Status == "Synced", pair.Second.RequiresPruning))],
            Revisions = state.Revisions,
            AttemptedRevisions = AttemptedRevisions(application, attempt),
            AttemptedPhase = attempt?.Phase ?? OperationPhase.Succeeded,
            AttemptedMessage = attempt?.Message ?? string.Empty,
            SelfHealAttempts = attempt?.Sync.Number("autoHealAttemptsCount") ?? 0,
            SinceAttempt = attempt?.FinishedAt is { } finished ? pass.Now - finished : null,
        };
    }

    /// <summary>An attempt counts only for the sources it was made for, whatever revisions they ask for.</summary>
    private static IReadOnlyList<string>? AttemptedRevisions(ApplicationRecord application, OperationRecord? attempt)
    {
        if (attempt?.SyncResult is not { } result || attempt.Sync is null)
        {
            return null;
        }

        var several = application.HasMultipleSources;
        var attempted = several ? result.Maps("sources").ToArray() : result.Map("source") is { } single ? [single] : [];
        return attempted.Length == application.Sources.Count
            && attempted.Zip(application.Sources).All(pair => AreSame(pair.First, pair.Second.Json))
            ? attempt.RevisionsOf(several)
            : null;
    }

    private static bool AreSame(JsonObject first, JsonObject second)
    {
        var (one, other) = ((JsonObject)first.DeepClone(), (JsonObject)second.DeepClone());
        one.Remove("targetRevision");
        other.Remove("targetRevision");
        return JsonNode.DeepEquals(one, other);
    }

    private static JsonObject RequestOf(ApplicationRecord application, ComparedState state, AutoSyncDecision decision)
    {
        var sync = new JsonObject { ["prune"] = application.Automated.Flag("prune") };
        if (application.HasMultipleSources)
        {
            sync["sources"] = application.Spec!["sources"]!.DeepClone();
            sync["revisions"] = new JsonArray([.. state.Revisions.Select(revision => JsonValue.Create(revision))]);
        }
        else
        {
            sync["source"] = application.Spec!["source"]!.DeepClone();
            sync["revision"] = state.Revisions[0];
        }

        if (application.SyncPolicy?["syncOptions"] is { } options)
        {
            sync["syncOptions"] = options.DeepClone();
        }

        if (decision.Resources.Count > 0)
        {
            sync["resources"] = new JsonArray([.. decision.Resources.Select(Selected)]);
        }

        if (decision.SelfHealAttempts > 0)
        {
            sync["autoHealAttemptsCount"] = decision.SelfHealAttempts;
        }

        return new JsonObject
        {
            ["sync"] = sync,
            ["initiatedBy"] = new JsonObject { ["automated"] = true },
            ["retry"] = application.SyncPolicy?["retry"]?.DeepClone() ?? new JsonObject { ["limit"] = 5 },
        };
    }

    private static JsonNode Selected(ResourceKey key) =>
        new JsonObject { ["group"] = key.Group, ["kind"] = key.Kind, ["name"] = key.Name };
}
