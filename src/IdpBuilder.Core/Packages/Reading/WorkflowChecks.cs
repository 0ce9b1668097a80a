using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Finds in Workflows and their templates what Argo Workflows would refuse only when they run: templates and tasks that are named
/// and not there. Source: argo-workflows <c>workflow/validate</c>.
/// </summary>
internal static class WorkflowChecks
{
    private static readonly string[] Runs = ["Workflow", "CronWorkflow"];

    /// <summary>Adds a diagnostic for each mistake of a Workflow, CronWorkflow, WorkflowTemplate or ClusterWorkflowTemplate.</summary>
    public static void Check(ManifestDocument document, Manifest manifest, ICollection<Diagnostic> diagnostics)
    {
        if (manifest.GroupVersionKind.Group != ArgoWorkflowTypes.Group || !IsWorkflow(manifest.Kind))
        {
            return;
        }

        var path = manifest.Kind == "CronWorkflow" ? "spec/workflowSpec" : "spec";
        var spec = manifest.Kind == "CronWorkflow" ? manifest.Spec.Child("workflowSpec") : manifest.Spec;
        if (spec is null || spec.Child("workflowTemplateRef") is not null)
        {
            return;
        }

        var names = spec.Children("templates").Select(template => template.Text("name")).ToHashSet(StringComparer.Ordinal);
        var entrypoint = spec.Text("entrypoint");
        if (entrypoint.Length == 0 && Runs.Contains(manifest.Kind))
        {
            diagnostics.Add(ManifestMistakes.EntrypointMissing(manifest, document.Locate(path)));
        }

        foreach (var (name, place) in References(spec, path).Where(reference => IsMissing(reference.Name, names)))
        {
            diagnostics.Add(ManifestMistakes.WorkflowTemplateMissing(manifest, name, names, document.Locate(place)));
        }

        CheckTasks(document, spec, path, diagnostics);
    }

    private static bool IsWorkflow(string kind) => Runs.Contains(kind) || kind is "WorkflowTemplate" or "ClusterWorkflowTemplate";

    // What is put together when it runs cannot be known.
    private static bool IsMissing(string name, HashSet<string> names) =>
        name.Length > 0 && !name.Contains("{{", StringComparison.Ordinal) && !names.Contains(name);

    private static IEnumerable<(string Name, string Path)> References(JsonObject spec, string path)
    {
        yield return (spec.Text("entrypoint"), $"{path}/entrypoint");
        yield return (spec.Text("onExit"), $"{path}/onExit");
        foreach (var hook in Hooks(spec, path))
        {
            yield return hook;
        }

        foreach (var (template, place) in Numbered(spec["templates"], $"{path}/templates"))
        {
            var steps = Numbered(template["steps"], $"{place}/steps", isNested: true);
            foreach (var (call, at) in steps.Concat(Numbered(template.Child("dag")?["tasks"], $"{place}/dag/tasks")))
            {
                yield return (call.Text("template"), $"{at}/template");
                yield return (call.Text("onExit"), $"{at}/onExit");
                foreach (var hook in Hooks(call, at))
                {
                    yield return hook;
                }
            }
        }
    }

    private static IEnumerable<(string Name, string Path)> Hooks(JsonObject holder, string path) =>
        (holder.Child("hooks") ?? []).Select(hook => ((hook.Value as JsonObject).Text("template"), $"{path}/hooks/{hook.Key}/template"));

    private static IEnumerable<(JsonObject Item, string Path)> Numbered(JsonNode? list, string path, bool isNested = false) =>
        (list as JsonArray ?? []).SelectMany((item, index) => item switch
        {
            JsonArray inner when isNested => Numbered(inner, $"{path}/{index}"),
            JsonObject map => [(map, $"{path}/{index}")],
            _ => [],
        });

    private static void CheckTasks(ManifestDocument document, JsonObject spec, string path, ICollection<Diagnostic> diagnostics)
    {
        foreach (var (template, place) in Numbered(spec["templates"], $"{path}/templates"))
        {
            var tasks = Numbered(template.Child("dag")?["tasks"], $"{place}/dag/tasks").ToArray();
            var names = tasks.Select(task => task.Item.Text("name")).ToHashSet(StringComparer.Ordinal);
            foreach (var (task, at) in tasks)
            {
                foreach (var missing in task.Texts("dependencies").Where(name => IsMissing(name, names)))
                {
                    diagnostics.Add(ManifestMistakes.WorkflowTaskMissing(task.Text("name"), missing, names, document.Locate($"{at}/dependencies")));
                }
            }
        }
    }
}
