using System.Text.Json.Nodes;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>An operation as <c>status.operationState</c> keeps it.</summary>
internal sealed class OperationRecord
{
    private readonly JsonObject _json;

    private OperationRecord(JsonObject json) => _json = json;

    public JsonObject Json => _json;

    public JsonObject? Sync => _json.Map("operation").Map("sync");

    public bool IsAutomated => _json.Map("operation").Map("initiatedBy").Flag("automated");

    public OperationPhase Phase
    {
        get => Enum.TryParse<OperationPhase>(_json.Text("phase"), out var phase) ? phase : OperationPhase.Running;
        set => _json["phase"] = value.ToString();
    }

    public string Message
    {
        get => _json.Text("message");
        set => _json["message"] = value;
    }

    public int RetryCount
    {
        get => _json.Number("retryCount") ?? 0;
        set => _json["retryCount"] = value;
    }

    public DateTimeOffset StartedAt => Timestamps.Parse(_json.Text("startedAt")) ?? DateTimeOffset.UnixEpoch;

    public DateTimeOffset? FinishedAt
    {
        get => Timestamps.Parse(_json.Text("finishedAt"));
        set
        {
            if (value is { } time)
            {
                _json["finishedAt"] = Timestamps.Text(time);
            }
            else
            {
                _json.Remove("finishedAt");
            }
        }
    }

    public JsonObject? SyncResult => _json.Map("syncResult");

    public RetryStrategy Retry => RetryStrategy.Read(_json.Map("operation").Map("retry"), 0);

    /// <summary>A new operation for a request.</summary>
    public static OperationRecord Begin(JsonObject operation, DateTimeOffset now) => new(new JsonObject
    {
        ["operation"] = operation.DeepClone(),
        ["phase"] = nameof(OperationPhase.Running),
        ["message"] = string.Empty,
        ["startedAt"] = Timestamps.Text(now),
    });

    /// <summary>An operation that was begun before; changes go to a copy.</summary>
    public static OperationRecord Of(JsonObject state) => new((JsonObject)state.DeepClone());

    /// <summary>Remembers sources and revisions with the first step, so that later steps sync the same.</summary>
    public void BeginResult(ApplicationRecord application, IReadOnlyList<ApplicationSource> sources, bool several)
    {
        if (SyncResult is not null)
        {
            return;
        }

        var result = new JsonObject();
        if (several)
        {
            result["sources"] = new JsonArray([.. sources.Select(source => source.Json.DeepClone())]);
        }
        else
        {
            result["source"] = sources.Count > 0 ? sources[0].Json.DeepClone() : null;
        }

        if (application.SyncPolicy.Map("managedNamespaceMetadata") is { } metadata)
        {
            result["managedNamespaceMetadata"] = metadata.DeepClone();
        }

        _json["syncResult"] = result;
    }

    /// <summary>Notes the commits that are synced.</summary>
    public void SetRevisions(IReadOnlyList<string> revisions, bool several)
    {
        if (several)
        {
            SyncResult!["revisions"] = new JsonArray([.. revisions.Select(revision => JsonValue.Create(revision))]);
        }

        SyncResult!["revision"] = several ? string.Empty : revisions.FirstOrDefault(string.Empty);
    }

    /// <summary>The commits that are synced; empty ones before they are known.</summary>
    public IReadOnlyList<string> RevisionsOf(bool several)
    {
        if (SyncResult is { } result)
        {
            return several ? result.Texts("revisions") : [result.Text("revision")];
        }

        return several ? Sync.Texts("revisions") : [Sync.Text("revision")];
    }

    /// <summary>Begins anew, for a retry.</summary>
    public void Reset(bool withLatestRevisions)
    {
        FinishedAt = null;
        _json.Remove("syncResult");
        if (withLatestRevisions && Sync is { } sync)
        {
            sync.Remove("revision");
            sync.Remove("revisions");
        }
    }

    public IReadOnlyList<SyncResult> Results => SyncResultJson.Read(SyncResult.Maps("resources"));

    public void SetResults(IReadOnlyList<SyncResult> results) => SyncResult!["resources"] = SyncResultJson.Write(results);
}
