using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>The parameters that a WorkflowTemplate, ClusterWorkflowTemplate or CronWorkflow declares.</summary>
public static class DeclaredParameters
{
    /// <summary>Those of the arguments, then those that only the entrypoint takes.</summary>
    public static IReadOnlyList<WorkflowTemplateParameter> Of(Manifest template)
    {
        var spec = SpecOf(template);
        var declared = spec.Child("arguments").Children("parameters").Select(Read).ToList();
        var entrypoint = spec.Children("templates").FirstOrDefault(entry => entry.Text("name") == spec.Text("entrypoint"));
        foreach (var input in entrypoint.Child("inputs").Children("parameters").Select(Read))
        {
            if (!declared.Exists(known => known.Name == input.Name))
            {
                declared.Add(input);
            }
        }

        return declared;
    }

    /// <summary>What is wrong with values for a template; nothing when all is well.</summary>
    public static IReadOnlyList<string> Check(
        IReadOnlyList<WorkflowTemplateParameter> declared, IReadOnlyDictionary<string, string> supplied)
    {
        var mistakes = new List<string>();
        foreach (var name in supplied.Keys.Where(name => !declared.Any(parameter => parameter.Name == name)))
        {
            var known = declared.Count == 0 ? "it declares none" : $"it declares {Quoted(declared.Select(parameter => parameter.Name))}";
            mistakes.Add($"it has no parameter '{name}' ({known})");
        }

        foreach (var parameter in declared)
        {
            if (!supplied.TryGetValue(parameter.Name, out var value))
            {
                if (parameter.Required)
                {
                    mistakes.Add($"'{parameter.Name}' must be supplied");
                }
            }
            else if (parameter.Enum.Count > 0 && !parameter.Enum.Contains(value, StringComparer.Ordinal))
            {
                mistakes.Add($"'{parameter.Name}' must be one of {Quoted(parameter.Enum)}, not '{value}'");
            }
        }

        return mistakes;
    }

    /// <summary>The workflow spec inside a template or schedule.</summary>
    internal static JsonObject? SpecOf(Manifest template) =>
        template.Kind == "CronWorkflow" ? template.Spec.Child("workflowSpec") : template.Spec;

    private static WorkflowTemplateParameter Read(JsonObject parameter)
    {
        var fallback = parameter.Scalar("value") ?? parameter.Scalar("default") ?? parameter.Child("valueFrom").Scalar("default");
        return new(
            parameter.Text("name"),
            fallback,
            fallback is null && parameter.Child("valueFrom") is null,
            [.. (parameter["enum"] as JsonArray ?? []).OfType<JsonValue>().Select(JsonFields.ScalarText)],
            parameter.Text("description"));
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
