using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Makes the Workflow that starts a run, of a template or of a Workflow that was written for it.</summary>
/// <param name="Namespace">The namespace of the run; for namespaced templates their own, and none for a Workflow that names one.</param>
/// <param name="Parameters">Values for the template's parameters.</param>
public sealed record WorkflowStart(string Namespace, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The run's name; empty to have one made.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The prefix of the made name; empty for the template's name and a dash.</summary>
    public string GenerateName { get; init; } = string.Empty;

    /// <summary>Labels for the run.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The Workflow to create.</summary>
    /// <param name="template">A WorkflowTemplate, ClusterWorkflowTemplate or CronWorkflow as the cluster has it.</param>
    /// <param name="now">The time, which a schedule's run takes for the scheduled one.</param>
    /// <exception cref="IdpException"><c>WorkflowParametersInvalid</c>, with every mistake; <c>WorkflowTemplateInvalid</c>.</exception>
    public Manifest From(Manifest template, DateTimeOffset now)
    {
        if (template.Kind is not ("WorkflowTemplate" or "ClusterWorkflowTemplate" or "CronWorkflow"))
        {
            throw WorkflowFailures.NotATemplate(template.Kind, template.Name);
        }

        RequireParametersOf(template, template.Name);
        return new Manifest(new JsonObject
        {
            ["apiVersion"] = ArgoWorkflowTypes.Workflow.ApiVersion,
            ["kind"] = ArgoWorkflowTypes.Workflow.Kind,
            ["metadata"] = MetadataFor(template, now),
            ["spec"] = SpecFor(template),
        });
    }

    /// <summary>The Workflow to create from one that was written, in a file say.</summary>
    /// <param name="workflow">A Workflow; it is not changed.</param>
    /// <exception cref="IdpException"><c>WorkflowParametersInvalid</c>, with every mistake.</exception>
    public Manifest Of(Manifest workflow)
    {
        // What a template declares only the cluster knows.
        if (workflow.Spec.Child("workflowTemplateRef") is null)
        {
            RequireParametersOf(workflow, workflow.Name.Length > 0 ? workflow.Name : workflow.GenerateName);
        }

        var run = (JsonObject)workflow.Json.DeepClone();
        var metadata = Section(run, "metadata");
        if (workflow.Namespace.Length == 0)
        {
            metadata["namespace"] = Namespace;
        }

        if (GenerateName.Length > 0)
        {
            metadata.Remove("name");
            metadata["generateName"] = GenerateName;
        }

        if (Labels.Count > 0)
        {
            AddLabels(Section(metadata, "labels"));
        }

        if (Parameters.Count > 0)
        {
            var arguments = Section(Section(run, "spec"), "arguments");
            arguments["parameters"] = Merged(arguments);
        }

        return new Manifest(run);
    }

    private void RequireParametersOf(Manifest declaring, string name)
    {
        var mistakes = DeclaredParameters.Check(DeclaredParameters.Of(declaring), Parameters);
        if (mistakes.Count > 0)
        {
            throw WorkflowFailures.ParametersInvalid(declaring.Kind, name, mistakes);
        }
    }

    private JsonObject MetadataFor(Manifest template, DateTimeOffset now)
    {
        var metadata = new JsonObject { ["namespace"] = Namespace };
        if (Name.Length > 0)
        {
            metadata["name"] = Name;
        }
        else
        {
            metadata["generateName"] = GenerateName.Length > 0 ? GenerateName : template.Name + "-";
        }

        var labels = new JsonObject { [LabelFor(template.Kind)] = template.Name };
        var annotations = new JsonObject();
        if (template.Kind == "CronWorkflow")
        {
            Copy(template.Spec.Child("workflowMetadata").Child("labels"), labels);
            Copy(template.Spec.Child("workflowMetadata").Child("annotations"), annotations);
            annotations[ArgoWorkflowLabels.ScheduledTime] =
                now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        AddLabels(labels);
        metadata["labels"] = labels;
        if (annotations.Count > 0)
        {
            metadata["annotations"] = annotations;
        }

        return metadata;
    }

    private static string LabelFor(string kind) => kind switch
    {
        "CronWorkflow" => ArgoWorkflowLabels.CronWorkflow,
        "ClusterWorkflowTemplate" => ArgoWorkflowLabels.ClusterWorkflowTemplate,
        _ => ArgoWorkflowLabels.WorkflowTemplate,
    };

    private JsonObject SpecFor(Manifest template)
    {
        var spec = template.Kind == "CronWorkflow"
            ? (JsonObject?)template.Spec.Child("workflowSpec")?.DeepClone() ?? []
            : new JsonObject { ["workflowTemplateRef"] = ReferenceTo(template) };
        if (Parameters.Count > 0)
        {
            var arguments = Section(spec, "arguments");
            arguments["parameters"] = Merged(arguments);
        }

        return spec;
    }

    private static JsonObject ReferenceTo(Manifest template)
    {
        var reference = new JsonObject { ["name"] = template.Name };
        if (template.Kind == "ClusterWorkflowTemplate")
        {
            reference["clusterScope"] = true;
        }

        return reference;
    }

    private JsonArray Merged(JsonObject arguments)
    {
        var merged = new JsonArray();
        foreach (var existing in arguments.Children("parameters").Where(parameter => !Parameters.ContainsKey(parameter.Text("name"))))
        {
            merged.Add(existing.DeepClone());
        }

        foreach (var (name, value) in Parameters)
        {
            merged.Add(new JsonObject { ["name"] = name, ["value"] = value });
        }

        return merged;
    }

    private void AddLabels(JsonObject labels)
    {
        foreach (var (key, value) in Labels)
        {
            labels[key] = value;
        }
    }

    private static JsonObject Section(JsonObject parent, string name)
    {
        if (parent.Child(name) is { } existing)
        {
            return existing;
        }

        var section = new JsonObject();
        parent[name] = section;
        return section;
    }

    private static void Copy(JsonObject? from, JsonObject to)
    {
        foreach (var (key, value) in from ?? [])
        {
            to[key] = value?.DeepClone();
        }
    }
}
