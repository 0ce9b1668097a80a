using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Results as an Application keeps them in <c>status.operationState.syncResult.resources</c>.</summary>
public static class SyncResultJson
{
    /// <summary>The stored form: a list of objects; what is empty is left out.</summary>
    public static JsonArray Write(IEnumerable<SyncResult> results) => new([.. results.Select(Write)]);

    /// <summary>Reads results; what somebody else broke reads as missing.</summary>
    public static IReadOnlyList<SyncResult> Read(IEnumerable<JsonObject> results) => [.. results.Select(Read)];

    private static SyncResult Read(JsonObject json) => new(
        new ResourceKey(json.Text("group"), json.Text("kind"), json.Text("namespace"), json.Text("name")),
        json.Text("version"),
        Enum.TryParse<SyncPhase>(json.Text("syncPhase"), out var phase) ? phase : SyncPhase.Sync,
        Enum.TryParse<SyncResultCode>(json.Text("status"), out var code) ? code : null,
        Enum.TryParse<OperationPhase>(json.Text("hookPhase"), out var state) ? state : null,
        json.Text("message"),
        json.Text("hookType").Length > 0,
        [.. json.Texts("images")])
    {
        StartedAt = json.Time("startedAt"),
        FinishedAt = json.Time("finishedAt"),
    };

    private static JsonObject Write(SyncResult result)
    {
        var json = new JsonObject
        {
            ["group"] = result.Key.Group,
            ["version"] = result.Version,
            ["kind"] = result.Key.Kind,
            ["namespace"] = result.Key.Namespace,
            ["name"] = result.Key.Name,
        };
        Add(json, "status", result.Code?.ToString());
        Add(json, "message", result.Message);
        Add(json, "hookType", result.IsHook ? result.Phase.ToString() : null);
        Add(json, "hookPhase", result.State?.ToString());
        json["syncPhase"] = result.Phase.ToString();
        Add(json, "startedAt", result.StartedAt?.ToString("O", CultureInfo.InvariantCulture));
        Add(json, "finishedAt", result.FinishedAt?.ToString("O", CultureInfo.InvariantCulture));
        if (result.Images.Count > 0)
        {
            json["images"] = new JsonArray([.. result.Images.Select(image => JsonValue.Create(image))]);
        }

        return json;
    }

    private static void Add(JsonObject json, string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json[field] = value;
        }
    }
}
