using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Finds the templates that steps, tasks and hooks refer to, and fills them up from the workflow's defaults.</summary>
internal sealed class TemplateResolver(JsonObject spec, string inNamespace, TemplateLibrary library)
{
    /// <summary>The template that a step, task or hook refers to.</summary>
    /// <param name="holder">The step, task or hook.</param>
    /// <param name="scope">Where it stands.</param>
    /// <exception cref="TemplateFailedException">There is none.</exception>
    public ResolvedTemplate Resolve(JsonObject holder, TemplateScope scope)
    {
        if (holder.Child("inline") is { } inline)
        {
            return new((JsonObject)inline.DeepClone(), scope);
        }

        if (holder.Child("templateRef") is { } reference)
        {
            var (owner, name) = (reference.Text("name"), reference.Text("template"));
            var target = new TemplateScope(reference.Flag("clusterScope") ? "cluster" : "namespaced", owner);
            return new(Find(target, name) ?? throw new TemplateFailedException($"template {owner}.{name} not found"), target);
        }

        var local = holder.Text("template");
        return new(Find(scope, local) ?? throw new TemplateFailedException($"template {local} not found"), scope);
    }

    /// <summary>Fills a template up from <c>templateDefaults</c>: what the template says itself counts.</summary>
    public void MergeDefaults(JsonObject template)
    {
        if (spec.Child("templateDefaults") is not { } defaults)
        {
            return;
        }

        var kind = TemplateKind.Of(template);
        var applicable = new JsonObject();
        foreach (var (field, value) in defaults.Where(entry => !TemplateKind.All.Contains(entry.Key) || entry.Key == kind))
        {
            applicable[field] = value?.DeepClone();
        }

        SpecMerge.FillUp(template, applicable);
    }

    private JsonObject? Find(TemplateScope scope, string name) =>
        TemplatesOf(scope).FirstOrDefault(template => template.Text("name") == name)?.DeepClone() as JsonObject;

    private IEnumerable<JsonObject> TemplatesOf(TemplateScope scope) => scope.Kind switch
    {
        "cluster" => library("ClusterWorkflowTemplate", string.Empty, scope.Name)?.Spec.Children("templates")
            ?? throw Missing("clusterworkflowtemplates", scope.Name),
        "namespaced" => library("WorkflowTemplate", inNamespace, scope.Name)?.Spec.Children("templates")
            ?? throw Missing("workflowtemplates", scope.Name),
        _ => spec.Children("templates"),
    };

    private static TemplateFailedException Missing(string resource, string name) => new($"{resource}.argoproj.io \"{name}\" not found");
}
