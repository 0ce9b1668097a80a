using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>The Pods of a run, and those of their containers that have something to say.</summary>
internal static class WorkflowPods
{
    // argoexec's own container beside the work.
    private const string Executor = "wait";

    /// <summary>The type of Pods.</summary>
    public static GroupVersionKind Type { get; } = new(string.Empty, "v1", "Pod");

    /// <summary>The reference of a Pod.</summary>
    public static ResourceReference Reference(string inNamespace, string name) => new(Type, inNamespace, name);

    /// <summary>The Pods of a run among objects, the oldest first.</summary>
    public static IEnumerable<Manifest> Of(Manifest run, IEnumerable<Manifest> objects)
    {
        var engine = WorkflowEngines.Of(run.GroupVersionKind.Group, run.Kind);
        return objects
            .Where(pod => pod.Kind == Type.Kind && engine?.IsPod(run, pod) == true)
            .OrderBy(pod => pod.Metadata.Time("creationTimestamp"))
            .ThenBy(pod => pod.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of the node that a Pod runs, as far as it says so itself.</summary>
    public static string NodeOf(Manifest pod) =>
        pod.Annotation(ArgoWorkflowLabels.NodeName) ?? pod.Label(TektonTypes.PipelineTaskLabel) ?? pod.Label(TektonTypes.TaskRunLabel) ?? pod.Name;

    /// <summary>The containers that have printed something, or may have, in the order in which they start.</summary>
    public static IReadOnlyList<string> Containers(Manifest pod, WorkflowLogQuery query)
    {
        var wanted = query.Container ?? Workers(pod);
        return
        [
            .. pod.Status.Children("initContainerStatuses").Concat(pod.Status.Children("containerStatuses"))
                .Where(status => query.Previous
                    ? status.Child("lastState").Child("terminated") is not null
                    : status.Child("state").Child("running") is not null || status.Child("state").Child("terminated") is not null)
                .Select(status => status.Text("name"))
                .Where(wanted),
        ];
    }

    /// <summary>Whether a container prints nothing more.</summary>
    public static bool HasEnded(Manifest pod, string container) =>
        pod.Status.Children("initContainerStatuses").Concat(pod.Status.Children("containerStatuses"))
            .Any(status => status.Text("name") == container && status.Child("state").Child("terminated") is not null);

    // Of a Workflow's Pod the containers of its template; of another's all, without those that only prepare it.
    private static Func<string, bool> Workers(Manifest pod)
    {
        var ofWorkflow = pod.Label(ArgoWorkflowLabels.Workflow) is not null;
        var names = pod.Spec.Children("containers").Select(container => container.Text("name")).Where(name => !ofWorkflow || name != Executor).ToHashSet(StringComparer.Ordinal);
        return ofWorkflow && names.Contains("main") ? name => name == "main" : names.Contains;
    }
}
