using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks one template.</summary>
/// <param name="spec">The workflow's spec.</param>
/// <param name="template">The template.</param>
/// <param name="checkReference">Checks the template that a step or task refers to; told where that stands.</param>
internal sealed class TemplateValidation(JsonObject spec, JsonObject template, Action<JsonObject, string> checkReference)
{
    private static readonly string[] Actions = ["get", "create", "apply", "delete", "replace", "patch"];

    private static readonly string[] Policies = ["", "Always", "OnError", "OnFailure", "OnTransientError"];

    private string Path => $"templates.{template.Text("name")}";

    /// <summary>Checks it.</summary>
    /// <exception cref="InvalidSpecException">It is refused.</exception>
    public void Validate()
    {
        CheckKind();
        FieldNames.Check($"{Path}.inputs.parameters", template.Child("inputs").Children("parameters"));
        FieldNames.Check($"{Path}.inputs.artifacts", template.Child("inputs").Children("artifacts"));
        if (template.Child("retryStrategy").Text("retryPolicy") is var policy && !Policies.Contains(policy))
        {
            throw new InvalidSpecException($"{policy} is not a valid RetryPolicy");
        }

        switch (TemplateKind.Of(template))
        {
            case TemplateKind.Steps:
                RefuseLeafFields();
                ValidateSteps();
                break;
            case TemplateKind.Dag:
                RefuseLeafFields();
                new DagValidation(template, Path, checkReference).Validate();
                break;
            default:
                ValidateLeaf();
                break;
        }

        OutputValidation.Check(Path, template);
        new VariableValidation(spec, template, Path).Validate();
    }

    private void CheckKind()
    {
        const string Choice = "choose one of: container, containerSet, steps, script, resource, dag, suspend, template, template ref";
        switch (TemplateKind.All.Count(kind => template[kind] is not null))
        {
            case 0:
                throw new InvalidSpecException($"{Path} template type unspecified. {Choice}");
            case > 1:
                throw new InvalidSpecException($"{Path} multiple template types specified. {Choice}");
        }
    }

    private void RefuseLeafFields()
    {
        if (template.Text("timeout").Length > 0)
        {
            throw new InvalidSpecException($"{(template["dag"] is null ? "Steps" : "DAG")} template doesn't support timeout field");
        }

        if (template["activeDeadlineSeconds"] is not null)
        {
            throw new InvalidSpecException($"{Path}.activeDeadlineSeconds is only valid for leaf templates");
        }
    }

    private void ValidateSteps()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var group in template["steps"] as JsonArray ?? [])
        {
            index++;
            foreach (var step in group is JsonArray steps ? steps.OfType<JsonObject>() : group is JsonObject one ? [one] : [])
            {
                ValidateStep(step, index, names);
            }
        }
    }

    private void ValidateStep(JsonObject step, int index, HashSet<string> names)
    {
        var (path, name) = ($"{Path}.steps[{index}]", step.Text("name"));
        if (name.Length == 0)
        {
            throw new InvalidSpecException($"{path}.name is required");
        }

        if (!names.Add(name))
        {
            throw new InvalidSpecException($"{path}.name '{name}' is not unique");
        }

        if (!FieldNames.IsValid(name))
        {
            throw new InvalidSpecException($"{path}.name '{name}' is invalid: name must consist of alpha-numeric characters, '_' or '-' e.g. My_name_1-2, 123-NAME");
        }

        CheckLoop(step, $"{path}.{name}");
        ArgumentValidation.Check($"{path}.{name}.arguments.", step.Child("arguments"));
        checkReference(step, $"{path}.{name}");
    }

    /// <summary>Checks that a step or task loops in one way only.</summary>
    public static void CheckLoop(JsonObject holder, string path)
    {
        var ways = (holder["withItems"] is JsonArray { Count: > 0 } ? 1 : 0) + (holder.Text("withParam").Length > 0 ? 1 : 0) + (holder["withSequence"] is not null ? 1 : 0);
        if (ways > 1)
        {
            throw new InvalidSpecException($"{path} only one of withItems, withParam, withSequence can be specified");
        }

        if (holder.Child("withSequence") is { } sequence && sequence["count"] is not null && sequence["end"] is not null)
        {
            throw new InvalidSpecException($"{path} only one of count or end can be defined in withSequence");
        }
    }

    private void ValidateLeaf()
    {
        if (template["parallelism"] is not null)
        {
            throw new InvalidSpecException($"{Path}.parallelism is only valid for steps and dag templates");
        }

        if (long.TryParse(template.Text("timeout"), out _))
        {
            throw new InvalidSpecException($"{template.Text("name")} has invalid duration format in timeout");
        }

        foreach (var kind in new[] { TemplateKind.Container, TemplateKind.Script })
        {
            if (template.Child(kind) is { } container && container.Text("image").Length == 0)
            {
                throw new InvalidSpecException($"{Path}.{kind}.image may not be empty");
            }
        }

        if (template.Child("resource") is { } resource)
        {
            ValidateResource(resource);
        }
    }

    private void ValidateResource(JsonObject resource)
    {
        var action = resource.Text("action");
        if (!action.Contains("{{", StringComparison.Ordinal) && !Actions.Contains(action))
        {
            throw new InvalidSpecException($"{Path}.resource.action must be one of: {string.Join(", ", Actions)}");
        }

        if (action is not ("delete" or "get") && resource.Text("manifest").Length == 0 && resource["manifestFrom"] is null)
        {
            throw new InvalidSpecException($"either {Path}.resource.manifest or {Path}.resource.manifestFrom must be specified");
        }
    }
}
