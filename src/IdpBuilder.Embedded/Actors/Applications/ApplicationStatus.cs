using System.Text.Json.Nodes;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Writes what a comparison found into an Application's status.</summary>
internal static class ApplicationStatus
{
    private static readonly ConditionType[] Evaluated =
    [
        ConditionType.ComparisonError, ConditionType.InvalidSpecError, ConditionType.SharedResourceWarning,
        ConditionType.RepeatedResourceWarning, ConditionType.ExcludedResourceWarning,
    ];

    public static void Write(JsonObject status, ApplicationRecord application, ComparedState state, DateTimeOffset now)
    {
        ApplicationConditions.Set(status, state.Conditions, Evaluated, now);
        status["sync"] = Sync(application, state);
        WriteHealth(status, state.Health.Overall, now);
        status["resources"] = new JsonArray([.. Resources(state)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Json)]);
        if (application.HasMultipleSources)
        {
            status["sourceTypes"] = new JsonArray([.. state.Sources.Select(source => JsonValue.Create(source.Type.ToString()))]);
            status.Remove("sourceType");
        }
        else if (state.Sources.Count > 0)
        {
            status["sourceType"] = state.Sources[0].Type.ToString();
            status.Remove("sourceTypes");
        }

        status["summary"] = Summary(state);
        status["controllerNamespace"] = ArgoTypes.Namespace;
    }

    /// <summary>An Application whose spec is wrong is neither compared nor assessed.</summary>
    public static void WriteInvalid(JsonObject status, IReadOnlyList<ApplicationCondition> conditions, DateTimeOffset now)
    {
        ApplicationConditions.Set(status, conditions, [ConditionType.InvalidSpecError], now);
        if (status["sync"] is not JsonObject sync)
        {
            status["sync"] = sync = [];
        }

        sync["status"] = "Unknown";
        WriteHealth(status, new HealthVerdict(HealthStatus.Unknown), now);
    }

    private static JsonObject Sync(ApplicationRecord application, ComparedState state)
    {
        var compared = new JsonObject { ["destination"] = application.Destination?.DeepClone() };
        if (application.Spec?["ignoreDifferences"] is { } ignored)
        {
            compared["ignoreDifferences"] = ignored.DeepClone();
        }

        var sync = new JsonObject { ["status"] = state.SyncStatus, ["comparedTo"] = compared };
        if (application.HasMultipleSources)
        {
            compared["sources"] = application.Spec!["sources"]!.DeepClone();
            sync["revisions"] = new JsonArray([.. state.Revisions.Select(revision => JsonValue.Create(revision))]);
        }
        else
        {
            compared["source"] = application.Spec?["source"]?.DeepClone();
            if (state.Revisions.Count > 0)
            {
                sync["revision"] = state.Revisions[0];
            }
        }

        return sync;
    }

    private static void WriteHealth(JsonObject status, HealthVerdict verdict, DateTimeOffset now)
    {
        var before = status.Map("health");
        var health = new JsonObject { ["status"] = verdict.Status.ToString() };
        if (verdict.Message.Length > 0)
        {
            health["message"] = verdict.Message;
        }

        health["lastTransitionTime"] =
            before.Text("status") == verdict.Status.ToString() && before.Text("lastTransitionTime") is { Length: > 0 } time ? time : Timestamps.Text(now);
        status["health"] = health;
    }

    private static IEnumerable<(string Key, JsonObject Json)> Resources(ComparedState state)
    {
        for (var index = 0; index < state.Resources.Count; index++)
        {
            var (resource, status) = (state.Matching.Resources[index], state.Resources[index]);
            var named = resource.Live ?? resource.Target!;
            yield return (named.Key.ToString(), Resource(named, status, state.Health.Resources.ElementAtOrDefault(index)));
        }
    }

    private static JsonObject Resource(Manifest named, ResourceSyncStatus status, HealthVerdict? verdict)
    {
        var type = named.GroupVersionKind;
        var json = new JsonObject();
        AddText(json, "group", type.Group);
        AddText(json, "version", type.Version);
        AddText(json, "kind", type.Kind);
        AddText(json, "namespace", named.Namespace);
        AddText(json, "name", named.Name);
        AddText(json, "status", status.Status);
        if (verdict is not null)
        {
            var health = new JsonObject { ["status"] = verdict.Status.ToString() };
            AddText(health, "message", verdict.Message);
            json["health"] = health;
        }

        AddFlag(json, "hook", status.IsHook);
        AddFlag(json, "requiresPruning", status.RequiresPruning);
        AddFlag(json, "requiresDeletionConfirmation", status.RequiresDeletionConfirmation);
        if (status.Wave != 0)
        {
            json["syncWave"] = status.Wave;
        }

        return json;
    }

    private static JsonObject Summary(ComparedState state)
    {
        var images = state.Matching.Resources.Where(resource => resource.Live is not null)
            .SelectMany(resource => ContainerImages.Of(resource.Live!))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var summary = new JsonObject();
        if (images.Length > 0)
        {
            summary["images"] = new JsonArray([.. images.Select(image => JsonValue.Create(image))]);
        }

        var urls = ExternalUrls.Of(state.Matching.Resources.Select(resource => resource.Live).OfType<Manifest>());
        if (urls.Count > 0)
        {
            summary["externalURLs"] = new JsonArray([.. urls.Select(url => JsonValue.Create(url))]);
        }

        return summary;
    }

    private static void AddText(JsonObject json, string field, string value)
    {
        if (value.Length > 0)
        {
            json[field] = value;
        }
    }

    private static void AddFlag(JsonObject json, string field, bool value)
    {
        if (value)
        {
            json[field] = true;
        }
    }
}
