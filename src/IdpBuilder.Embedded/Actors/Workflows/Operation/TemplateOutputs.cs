using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The outputs of a steps or DAG template, taken from those of its steps and tasks.</summary>
internal static class TemplateOutputs
{
    /// <summary>Gives a node its outputs.</summary>
    /// <exception cref="TemplateFailedException">An output names nothing.</exception>
    public static void Take(WorkflowRun run, Node node, JsonObject template, VariableSet own)
    {
        var parameters = new JsonArray();
        foreach (var declared in template.Child("outputs").Children("parameters"))
        {
            var parameter = (JsonObject)declared.DeepClone();
            parameter.Remove("valueFrom");
            parameter["value"] = ValueOf(declared, own);
            parameters.Add(parameter);
        }

        if (parameters.Count > 0)
        {
            node.Outputs = new JsonObject { ["parameters"] = parameters };
            Export(run, node);
        }
    }

    /// <summary>Makes the outputs with a <c>globalName</c> outputs of the workflow.</summary>
    public static void Export(WorkflowRun run, Node node)
    {
        foreach (var parameter in node.Outputs.Children("parameters"))
        {
            if (parameter.Text("globalName") is not { Length: > 0 } name || parameter.Scalar("value") is not { } value)
            {
                continue;
            }

            if (run.Status.Child("outputs") is not { } outputs)
            {
                run.Status["outputs"] = outputs = [];
            }

            if (outputs["parameters"] is not JsonArray exported)
            {
                outputs["parameters"] = exported = [];
            }

            var known = exported.OfType<JsonObject>().FirstOrDefault(entry => entry.Text("name") == name);
            if (known is null)
            {
                exported.Add(new JsonObject { ["name"] = name, ["value"] = value });
            }
            else
            {
                known["value"] = value;
            }

            run.Globals[$"workflow.outputs.parameters.{name}"] = value;
        }
    }

    private static string ValueOf(JsonObject declared, VariableSet own)
    {
        var source = declared.Child("valueFrom") ?? throw new TemplateFailedException("output parameters must have a valueFrom specified");
        var fallback = source.Scalar("default");
        if (source.Text("expression") is { Length: > 0 } expression)
        {
            return OfExpression(expression, own) ?? fallback
                ?? throw new TemplateFailedException($"failed to evaluate expression \"{expression}\"");
        }

        var reference = source.Text("parameter");
        var name = reference.Replace("{{", string.Empty, StringComparison.Ordinal).Replace("}}", string.Empty, StringComparison.Ordinal).Trim();
        if (!own.TryGet(name, out var value) && !reference.StartsWith("{{=", StringComparison.Ordinal))
        {
            return reference.Contains("{{", StringComparison.Ordinal) || reference.Length == 0
                ? fallback ?? throw new TemplateFailedException($"Unable to resolve: {reference}")
                : fallback ?? reference;
        }

        return value ?? fallback ?? throw new TemplateFailedException(
            $"output parameter \"{declared.Text("name")}\": \"{reference}\" is an absent optional (skipped/omitted node output with no default)");
    }

    private static string? OfExpression(string expression, VariableSet own)
    {
        try
        {
            return Expression.Parse(expression).Evaluate(own.AsNames()) is { } value ? Functions.Text(value) : null;
        }
        catch (ExpressionException)
        {
            return null;
        }
    }
}
