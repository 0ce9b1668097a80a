using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Nodes;

/// <summary>One node of a Workflow's status. A thin view: the JSON is the truth.</summary>
internal sealed class Node(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Id => Json.Text("id");

    public string Name => Json.Text("name");

    public string DisplayName => Json.Text("displayName");

    public string Type => Json.Text("type");

    public string BoundaryId => Json.Text("boundaryID");

    public string TemplateName => Json.Text("templateName") is { Length: > 0 } local ? local : Json.Child("templateRef").Text("template");

    public WorkflowNodePhase Phase
    {
        get => Enum.TryParse<WorkflowNodePhase>(Json.Text("phase"), out var phase) ? phase : WorkflowNodePhase.Pending;
        set => Json["phase"] = value.ToString();
    }

    public string Message
    {
        get => Json.Text("message");
        set => Set("message", value);
    }

    public DateTimeOffset? StartedAt => Json.Time("startedAt");

    public DateTimeOffset? FinishedAt
    {
        get => Json.Time("finishedAt");
        set => Set("finishedAt", value is { } time ? Timestamps.Text(time) : string.Empty);
    }

    public JsonObject? Inputs => Json.Child("inputs");

    public JsonObject? Outputs
    {
        get => Json.Child("outputs");
        set
        {
            if (value is null)
            {
                Json.Remove("outputs");
            }
            else
            {
                Json["outputs"] = value;
            }
        }
    }

    public bool Hooked => Json.Child("nodeFlag").Flag("hooked");

    public bool Retried => Json.Child("nodeFlag").Flag("retried");

    public bool Daemoned
    {
        get => Json.Flag("daemoned");
        set
        {
            if (value)
            {
                Json["daemoned"] = true;
            }
            else
            {
                Json.Remove("daemoned");
            }
        }
    }

    public IEnumerable<string> Children => Json.Texts("children");

    public IReadOnlyList<string> OutboundNodes
    {
        get => [.. Json.Texts("outboundNodes")];
        set => Json["outboundNodes"] = new JsonArray([.. value.Select(id => (JsonNode?)id)]);
    }

    /// <summary>Whether nothing about it will change any more; a daemon counts once it runs.</summary>
    public bool Fulfilled => Phase is not (WorkflowNodePhase.Pending or WorkflowNodePhase.Running) || (Daemoned && Phase != WorkflowNodePhase.Pending);

    public bool Completed => Phase is WorkflowNodePhase.Succeeded || HasFailed;

    public bool HasFailed => Phase is WorkflowNodePhase.Failed or WorkflowNodePhase.Error;

    public bool WaitsForResume => Type == NodeType.Suspend && Phase == WorkflowNodePhase.Running;

    public bool WaitsForLock => Json.Child("synchronizationStatus").Text("waiting").Length > 0;

    /// <summary>Adds a child once.</summary>
    public void AddChild(string id)
    {
        if (Json["children"] is not JsonArray children)
        {
            Json["children"] = children = [];
        }

        if (!Children.Contains(id, StringComparer.Ordinal))
        {
            children.Add((JsonNode?)id);
        }
    }

    /// <summary>How long it took, in seconds, as Go prints them.</summary>
    public string Seconds() =>
        ((FinishedAt - StartedAt)?.TotalSeconds ?? 0).ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Phase})";

    private void Set(string name, string value)
    {
        if (value.Length == 0)
        {
            Json.Remove(name);
        }
        else
        {
            Json[name] = value;
        }
    }
}
