using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Writes the phase of a Workflow, with the labels and times that go with it.</summary>
internal sealed class WorkflowState(Manifest workflow, DateTimeOffset now)
{
    /// <summary>The status; made when there is none.</summary>
    public JsonObject Status { get; } = StatusOf(workflow);

    /// <summary>The phase; empty for a new Workflow.</summary>
    public string Phase => Status.Text("phase");

    /// <summary>Brings the Workflow to a phase.</summary>
    public void Mark(WorkflowPhase phase, string message)
    {
        Status["phase"] = phase.ToString();
        if (message.Length > 0)
        {
            Status["message"] = message;
        }
        else
        {
            Status.Remove("message");
        }

        if (Status["startedAt"] is null && phase != WorkflowPhase.Pending)
        {
            Status["startedAt"] = Timestamps.Text(now);
        }

        SetLabel(ArgoWorkflowLabels.Phase, phase.ToString());
        if (workflow.Label(ArgoWorkflowLabels.Completed) is null)
        {
            SetLabel(ArgoWorkflowLabels.Completed, "false");
        }
    }

    /// <summary>Ends the Workflow.</summary>
    public void Complete(WorkflowPhase phase, string message)
    {
        Mark(phase, message);
        Status["finishedAt"] = Timestamps.Text(now);
        SetLabel(ArgoWorkflowLabels.Completed, "true");
        WorkflowConditions.Set(Status, "Completed", true);
        var root = Status.Child("nodes").Child(workflow.Name);
        if (phase == WorkflowPhase.Error && root.Text("phase") == "Running")
        {
            root!["phase"] = "Error";
            root["message"] = "Workflow operation error";
            root["finishedAt"] = Timestamps.Text(now);
        }
    }

    /// <summary>Sets a label.</summary>
    public void SetLabel(string name, string value) => Set("labels", name, value);

    /// <summary>Sets an annotation.</summary>
    public void SetAnnotation(string name, string value) => Set("annotations", name, value);

    private static JsonObject StatusOf(Manifest workflow)
    {
        if (workflow.Status is not { } status)
        {
            workflow.Json["status"] = status = [];
        }

        return status;
    }

    private void Set(string field, string name, string value)
    {
        var metadata = workflow.Metadata!;
        if (metadata[field] is not JsonObject map)
        {
            metadata[field] = map = [];
        }

        map[name] = value;
    }
}
