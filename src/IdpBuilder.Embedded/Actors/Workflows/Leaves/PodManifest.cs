using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>Makes the Pod of a node: named, labelled and put together of containers as Argo Workflows does.</summary>
internal sealed class PodManifest(WorkflowRun run, TemplateCall call, JsonObject template)
{
    /// <summary>Annotation: the template that the Pod runs, with its arguments, for whoever plays <c>argoexec</c>.</summary>
    public const string TemplateAnnotation = "workflows.argoproj.io/template";

    private const string Executor = "quay.io/argoproj/argoexec:latest";

    /// <summary>The Pod.</summary>
    public Manifest Build()
    {
        var workflow = run.Workflow;
        return new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = WorkflowNames.PodName(workflow.Name, call.NodeName, template.Text("name")),
                ["namespace"] = workflow.Namespace,
                ["labels"] = Labels(),
                ["annotations"] = Annotations(),
                ["ownerReferences"] = new JsonArray(OwnerReferences.To(workflow)),
            },
            ["spec"] = Spec(),
        });
    }

    private JsonObject Labels()
    {
        var labels = Joined("labels");
        labels[ArgoWorkflowLabels.Workflow] = run.Workflow.Name;
        labels[ArgoWorkflowLabels.Completed] = "false";
        if (call.OnExit)
        {
            labels["workflows.argoproj.io/on-exit"] = "true";
        }

        return labels;
    }

    private JsonObject Annotations()
    {
        var annotations = Joined("annotations");
        annotations[ArgoWorkflowLabels.NodeName] = call.NodeName;
        annotations[ArgoWorkflowLabels.NodeId] = WorkflowNames.NodeId(run.Workflow.Name, call.NodeName);
        annotations["kubectl.kubernetes.io/default-container"] = "main";
        if (TemplateKind.Of(template) == TemplateKind.Resource)
        {
            annotations[PretendAnnotations.PlayedBy] = ResourceActor.Player;
            annotations[TemplateAnnotation] = template.ToJsonString();
        }

        return annotations;
    }

    private JsonObject Joined(string field)
    {
        var joined = new JsonObject();
        foreach (var source in new[] { run.Spec.Child("podMetadata").Child(field), template.Child("metadata").Child(field) })
        {
            foreach (var (key, value) in source ?? [])
            {
                joined[key] = value?.DeepClone();
            }
        }

        return joined;
    }

    private JsonObject Spec()
    {
        var containers = new JsonArray([.. MainContainers(), ExecutorContainer("wait", "wait")]);
        foreach (var sidecar in template.Children("sidecars"))
        {
            containers.Add(sidecar.DeepClone());
        }

        var init = new JsonArray(ExecutorContainer("init", "init"));
        foreach (var own in template.Children("initContainers"))
        {
            init.Add(own.DeepClone());
        }

        var spec = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["initContainers"] = init,
            ["containers"] = containers,
        };
        foreach (var field in new[] { "serviceAccountName", "nodeSelector", "tolerations", "affinity", "securityContext", "priorityClassName", "schedulerName", "hostAliases" })
        {
            if ((template[field] ?? run.Spec[field]) is { } value)
            {
                spec[field] = value.DeepClone();
            }
        }

        AddVolumes(spec);
        AddDeadline(spec);
        return spec;
    }

    private IEnumerable<JsonObject> MainContainers()
    {
        if (template.Child("containerSet") is { } set)
        {
            return set.Children("containers").Select(container => (JsonObject)container.DeepClone());
        }

        var source = template.Child("container") ?? template.Child("script");
        var main = source is null ? ExecutorContainer("main", TemplateKind.Of(template)) : (JsonObject)source.DeepClone();
        main["name"] = "main";
        main.Remove("source");
        if (template.Child("script") is not null)
        {
            main["args"] = new JsonArray((JsonNode?)"/argo/staging/script");
        }

        return [main];
    }

    private static JsonObject ExecutorContainer(string name, string command) => new()
    {
        ["name"] = name,
        ["image"] = Executor,
        ["command"] = new JsonArray((JsonNode?)"argoexec", command),
    };

    private void AddVolumes(JsonObject spec)
    {
        var volumes = new JsonArray();
        foreach (var volume in run.Spec.Children("volumes").Concat(template.Children("volumes")))
        {
            volumes.Add(volume.DeepClone());
        }

        foreach (var claim in run.Spec.Children("volumeClaimTemplates"))
        {
            var name = claim.Child("metadata").Text("name");
            volumes.Add(new JsonObject { ["name"] = name, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = $"{run.Workflow.Name}-{name}" } });
        }

        if (volumes.Count > 0)
        {
            spec["volumes"] = volumes;
        }
    }

    // The earliest of the deadlines that concern the Pod, in whole seconds from now.
    private void AddDeadline(JsonObject spec)
    {
        var seconds = new List<long>();
        if (template.Whole("activeDeadlineSeconds") is { } own)
        {
            seconds.Add(own);
        }

        if (template.Text("timeout") is { Length: > 0 } timeout)
        {
            seconds.Add((long)WorkflowRun.DurationOf(timeout).TotalSeconds);
        }

        if (call.Deadline is { } retries)
        {
            seconds.Add((long)(retries - run.Now).TotalSeconds);
        }

        if (run.Deadline is { } workflow && !call.OnExit)
        {
            seconds.Add((long)(workflow - run.Now).TotalSeconds);
        }

        if (seconds.Count > 0)
        {
            spec["activeDeadlineSeconds"] = Math.Max(1, seconds.Min());
        }
    }
}
