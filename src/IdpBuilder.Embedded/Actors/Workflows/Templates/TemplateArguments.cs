using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Puts arguments into a template: its inputs get values, then its tags are replaced.</summary>
internal sealed class TemplateArguments(VariableSet globals, string inNamespace, TemplateLibrary library)
{
    /// <summary>Stands for an argument that names an output which will never come, so that the input's default is taken.</summary>
    public const string AbsentOutput = "__idpbuilder_absent_output__";

    /// <summary>The template with the arguments in it.</summary>
    /// <param name="template">The template, which is used up.</param>
    /// <param name="arguments">The arguments of the step, task or hook.</param>
    /// <param name="locals">Variables of this node only.</param>
    /// <exception cref="TemplateFailedException">An input has no value, or a tag cannot be replaced.</exception>
    public JsonObject Process(JsonObject template, JsonObject? arguments, VariableSet locals)
    {
        foreach (var input in template.Child("inputs").Children("parameters"))
        {
            Supply(input, arguments.Children("parameters").FirstOrDefault(argument => argument.Text("name") == input.Text("name")));
        }

        return Replace(template, locals);
    }

    /// <summary>A copy of the template with its tags replaced by global, local and input variables.</summary>
    public JsonObject Substitute(JsonObject template, VariableSet locals) => Replace((JsonObject)template.DeepClone(), locals);

    private JsonObject Replace(JsonObject template, VariableSet locals)
    {
        var variables = globals.With(locals);
        var first = ReplaceTags(template, variables);
        foreach (var input in first.Child("inputs").Children("parameters"))
        {
            if (input.Scalar("value") is { } value)
            {
                variables["inputs.parameters." + input.Text("name")] = value;
            }
            else if (input["valueFrom"] is null)
            {
                throw new TemplateFailedException($"inputs.parameters.{input.Text("name")} had no value");
            }
        }

        variables["inputs.parameters"] = Values.Write(first.Child("inputs")?["parameters"] ?? new JsonArray());
        AddPaths(first, variables);
        return ReplaceTags(first, variables);
    }

    // A template may have a thousand tasks: without a tag it stays as it is.
    private static JsonObject ReplaceTags(JsonObject template, VariableSet variables) =>
        TagReplacement.AnyIn(template) ? (JsonObject)new TagReplacement(variables, Strictness.Lenient).In(template)! : template;

    private static void AddPaths(JsonObject template, VariableSet variables)
    {
        foreach (var artifact in template.Child("inputs").Children("artifacts"))
        {
            variables[$"inputs.artifacts.{artifact.Text("name")}.path"] = artifact.Text("path");
        }

        foreach (var artifact in template.Child("outputs").Children("artifacts"))
        {
            variables[$"outputs.artifacts.{artifact.Text("name")}.path"] = artifact.Text("path");
        }

        foreach (var parameter in template.Child("outputs").Children("parameters"))
        {
            if (parameter.Child("valueFrom").TextOrNull("path") is { } path)
            {
                variables[$"outputs.parameters.{parameter.Text("name")}.path"] = path;
            }
        }
    }

    private void Supply(JsonObject input, JsonObject? argument)
    {
        if (input["value"] is null && input["default"] is not null)
        {
            input["value"] = input["default"]!.DeepClone();
        }

        if (argument.Scalar("value") is { } value)
        {
            if (value != AbsentOutput)
            {
                input["value"] = value;
                input.Remove("valueFrom");
            }
            else if (input["value"] is null && input["valueFrom"] is null)
            {
                throw new TemplateFailedException(
                    $"inputs.parameters.{input.Text("name")}: argument references an absent optional (skipped/omitted node output with no default)");
            }
        }
        else if (argument.Child("valueFrom") is { } source)
        {
            input["valueFrom"] = source.DeepClone();
        }

        FromConfigMap(input);
    }

    private void FromConfigMap(JsonObject input)
    {
        if (input.Child("valueFrom").Child("configMapKeyRef") is not { } reference)
        {
            return;
        }

        var (name, key) = (globalText(reference.Text("name")), globalText(reference.Text("key")));
        var value = library("ConfigMap", inNamespace, name)?.Json.Child("data").TextOrNull(key) ?? input.Child("valueFrom").Scalar("default");
        if (value is null && !reference.Flag("optional"))
        {
            throw new TemplateFailedException(
                $"failed to set inputs.parameters.{input.Text("name")} from configmap key '{key}' of '{inNamespace}/{name}': it does not exist");
        }

        input["value"] = value ?? string.Empty;
        input.Remove("valueFrom");

        string globalText(string text) => new TagReplacement(globals, Strictness.Lenient).In(text);
    }
}
