using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Finds the templates that steps, tasks and hooks refer to, and fills them up from the workflow's defaults.</summary>
/// <param name="spec">The workflow's spec.</param>
/// <param name="inNamespace">Its namespace.</param>
/// <param name="library">Finds other objects.</param>
/// <param name="stored">What a running workflow keeps of them; null before it runs.</param>
internal sealed class TemplateResolver(JsonObject spec, string inNamespace, TemplateLibrary library, StoredTemplates? stored = null)
{
    /// <summary>The template that a step, task or hook refers to.</summary>
    /// <param name="holder">The step, task or hook.</param>
    /// <param name="scope">Where it stands.</param>
    /// <exception cref="TemplateFailedException">There is none.</exception>
    public ResolvedTemplate Resolve(JsonObject holder, TemplateScope scope)
    {
        if (holder.Child("inline") is { } inline)
        {
            return new(Use(scope, $"inline/{holder.Text("name")}", () => (JsonObject)inline.DeepClone())!, scope);
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

    private JsonObject? Find(TemplateScope scope, string name) => Use(
        scope,
        name,
        () => TemplatesOf(scope).FirstOrDefault(template => template.Text("name") == name)?.DeepClone() as JsonObject);

    private JsonObject? Use(TemplateScope scope, string name, Func<JsonObject?> find) => stored is null ? find() : stored.Use(scope, name, find);

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
