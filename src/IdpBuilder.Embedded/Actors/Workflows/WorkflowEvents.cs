using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows;

/// <summary>Records the events that the controller of Argo Workflows records.</summary>
internal static class WorkflowEvents
{
    /// <summary>Records what changed between two states of a Workflow.</summary>
    public static void Record(Manifest before, Manifest after, IEventRecorder events)
    {
        var (old, fresh) = (before.Status.Text("phase"), after.Status.Text("phase"));
        if (old.Length == 0)
        {
            events.Record(after, false, "WorkflowRunning", "Workflow Running");
            if (after.Status.Children("conditions").FirstOrDefault(condition => condition.Text("type") == "SpecWarning") is { } warning)
            {
                events.Record(after, true, "SpecWarning", warning.Text("message"));
            }
        }

        if (old == fresh)
        {
            return;
        }

        switch (fresh)
        {
            case "Succeeded":
                events.Record(after, false, "WorkflowSucceeded", "Workflow completed");
                break;
            case "Failed" or "Error":
                events.Record(after, true, "WorkflowFailed", after.Status.Text("message"));
                break;
        }
    }
}
