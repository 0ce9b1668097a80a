using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Keeps the revisions that were deployed.</summary>
internal static class RevisionHistory
{
    private const int DefaultLimit = 10;

    public static void Add(JsonObject status, ApplicationRecord application, OperationRecord operation, DateTimeOffset now)
    {
        var history = status.Maps("history").Select(entry => entry.DeepClone()).ToList();
        var result = operation.SyncResult!;
        var entry = new JsonObject
        {
            ["id"] = history.Count == 0 ? 0 : (history[^1].Number("id") ?? 0) + 1,
            ["deployStartedAt"] = Timestamps.Text(operation.StartedAt),
            ["deployedAt"] = Timestamps.Text(now),
            ["initiatedBy"] = operation.Json.Map("operation").Map("initiatedBy")?.DeepClone() ?? new JsonObject(),
        };
        foreach (var field in new[] { "revision", "revisions", "source", "sources" })
        {
            if (result[field] is { } value)
            {
                entry[field] = value.DeepClone();
            }
        }

        history.Add(entry);
        var limit = application.Spec.Number("revisionHistoryLimit") ?? DefaultLimit;
        status["history"] = new JsonArray([.. history.TakeLast(Math.Max(limit, 0))]);
    }
}
