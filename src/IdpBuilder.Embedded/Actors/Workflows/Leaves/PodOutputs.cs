using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>
/// Plays what <c>argoexec wait</c> reports of a Pod: what it printed and wrote into files. As no container ran, the Pod's annotations say it.
/// </summary>
internal sealed class PodOutputs(WorkflowRun run, Node node, Manifest pod, JsonObject? template)
{
    private const int MostStdout = 256 * 1024;

    /// <summary>Gives the node its outputs; the message of the error if a declared one is missing, or empty.</summary>
    /// <param name="demand">Whether a missing one is an error; after a failure it is not.</param>
    public string Take(bool demand)
    {
        var outputs = new JsonObject();
        var missing = TakeParameters(outputs, demand);
        if (IsResultWanted())
        {
            var printed = (pod.Annotation(PretendAnnotations.Stdout) ?? string.Empty).Trim();
            outputs["result"] = printed.Length > MostStdout ? printed[^MostStdout..] : printed;
        }

        if (ExitCode() is { } code)
        {
            outputs["exitCode"] = code.ToString(CultureInfo.InvariantCulture);
        }

        if (outputs.Count > 0)
        {
            node.Outputs = outputs;
            TemplateOutputs.Export(run, node);
        }

        return missing;
    }

    private long? ExitCode()
    {
        var main = pod.Status.Children("containerStatuses").FirstOrDefault(container => container.Text("name") == "main");
        return main.Child("state").Child("terminated").Whole("exitCode");
    }

    private string TakeParameters(JsonObject outputs, bool demand)
    {
        var parameters = new JsonArray();
        foreach (var declared in template.Child("outputs").Children("parameters"))
        {
            var source = declared.Child("valueFrom");
            var name = declared.Text("name");
            var value = pod.Annotation(PretendAnnotations.OutputPrefix + name) ?? source.Scalar("default") ?? declared.Scalar("value");
            if (value is null)
            {
                if (demand)
                {
                    return Missing(name, source.Text("path"));
                }

                continue;
            }

            var parameter = (JsonObject)declared.DeepClone();
            parameter["value"] = value;
            parameters.Add(parameter);
        }

        if (parameters.Count > 0)
        {
            outputs["parameters"] = parameters;
        }

        return string.Empty;
    }

    private static string Missing(string name, string path) =>
        $"wait: Error (exit code 64): the output parameter '{name}' has no value: no container ran, so that "
        + (path.Length > 0 ? $"'{path}' was not written. " : "nothing was read. ")
        + $"Say what it would be with the annotation {PretendAnnotations.OutputPrefix}{name} in the template's metadata, or give it valueFrom.default";

    // As Argo Workflows: what is printed is kept only where the surrounding template refers to it.
    private bool IsResultWanted()
    {
        if (run.BoundaryTemplate(node.BoundaryId) is not { } boundary)
        {
            return false;
        }

        var root = boundary["dag"] is not null ? "tasks" : "steps";
        var name = Regex.Escape(TaskName());
        return Regex.IsMatch(boundary.ToJsonString(), $@"{root}(\.{name}|\[[^\]]*{name}[^\]]*\])\.outputs\.result", RegexOptions.CultureInvariant);
    }

    // The step's or task's own name: without rounds, attempts and what is before the last dot.
    private string TaskName()
    {
        var name = Regex.Replace(node.Name, @"(\([^()]*\))+$", string.Empty, RegexOptions.CultureInvariant);
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
