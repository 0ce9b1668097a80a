using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The variables <c>workflow.…</c>.</summary>
internal static class GlobalVariables
{
    // The letters of strftime, and .NET's formats for them.
    private static readonly (char Letter, string Format)[] Formats =
    [
        ('Y', "yyyy"), ('y', "yy"), ('m', "MM"), ('B', "MMMM"), ('b', "MMM"), ('d', "dd"), ('A', "dddd"), ('a', "ddd"),
        ('H', "HH"), ('I', "hh"), ('p', "tt"), ('M', "mm"), ('S', "ss"),
    ];

    /// <summary>Those that are known when an operation begins.</summary>
    /// <exception cref="TemplateFailedException">An argument has no value.</exception>
    public static VariableSet Of(Manifest workflow, JsonObject spec, TemplateLibrary library)
    {
        var variables = new VariableSet
        {
            ["workflow.name"] = workflow.Name,
            ["workflow.namespace"] = workflow.Namespace,
            ["workflow.uid"] = workflow.Uid,
            ["workflow.mainEntrypoint"] = spec.Text("entrypoint"),
            ["workflow.serviceAccountName"] = spec.Text("serviceAccountName"),
            ["workflow.status"] = workflow.Status.Text("phase"),
        };
        if (spec.Scalar("priority") is { } priority)
        {
            variables["workflow.priority"] = priority;
        }

        if (workflow.Annotation(ArgoWorkflowLabels.ScheduledTime) is { } scheduled)
        {
            variables["workflow.scheduledTime"] = scheduled;
        }

        AddCreation(variables, workflow.Metadata.Time("creationTimestamp"));
        AddMetadata(variables, workflow);
        AddParameters(variables, workflow, spec, library);
        return variables;
    }

    private static void AddCreation(VariableSet variables, DateTimeOffset? time)
    {
        var created = (time ?? DateTimeOffset.UnixEpoch).UtcDateTime;
        var text = created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        variables["workflow.creationTimestamp"] = text;
        variables["workflow.creationTimestamp.RFC3339"] = text;
        variables["workflow.creationTimestamp.s"] = new DateTimeOffset(created).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        foreach (var (letter, format) in Formats)
        {
            variables[$"workflow.creationTimestamp.{letter}"] = created.ToString(format, CultureInfo.InvariantCulture);
        }
    }

    private static void AddMetadata(VariableSet variables, Manifest workflow)
    {
        foreach (var (kind, entries) in new[] { ("labels", workflow.Labels), ("annotations", workflow.Annotations) })
        {
            variables[$"workflow.{kind}"] = Values.Write(workflow.Metadata.Child(kind) ?? []);
            foreach (var (name, value) in entries)
            {
                variables[$"workflow.{kind}.{name}"] = value;
            }
        }
    }

    private static void AddParameters(VariableSet variables, Manifest workflow, JsonObject spec, TemplateLibrary library)
    {
        variables["workflow.parameters"] = Values.Write(spec.Child("arguments")?["parameters"] ?? new JsonArray());
        variables["workflow.parameters.json"] = Values.Write(spec.Child("arguments")?["parameters"] ?? new JsonArray());
        foreach (var parameter in spec.Child("arguments").Children("parameters"))
        {
            variables["workflow.parameters." + parameter.Text("name")] = ValueOf(parameter, workflow.Namespace, library);
        }

        foreach (var output in workflow.Status.Child("outputs").Children("parameters"))
        {
            variables["workflow.outputs.parameters." + output.Text("name")] = output.Scalar("value");
        }
    }

    private static string ValueOf(JsonObject parameter, string inNamespace, TemplateLibrary library)
    {
        var (name, source) = (parameter.Text("name"), parameter.Child("valueFrom"));
        if (parameter.Scalar("value") is { } value)
        {
            return value;
        }

        if (source.Child("configMapKeyRef") is { } reference)
        {
            return library("ConfigMap", inNamespace, reference.Text("name"))?.Json.Child("data").TextOrNull(reference.Text("key"))
                ?? source.Scalar("default")
                ?? throw new TemplateFailedException(
                    $"failed to set global parameter {name} from configmap with name {reference.Text("name")} and key {reference.Text("key")}: it does not exist");
        }

        return parameter.Scalar("default") ?? source.Scalar("default")
            ?? throw new TemplateFailedException($"either value or valueFrom must be specified in order to set global parameter {name}");
    }
}
