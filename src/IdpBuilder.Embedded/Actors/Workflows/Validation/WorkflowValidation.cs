using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks a Workflow before it begins, in Argo Workflows' order and words.</summary>
internal sealed class WorkflowValidation(Manifest workflow, JsonObject spec, TemplateLibrary library)
{
    private const int LongestName = 63;
    private readonly TemplateResolver _resolver = new(spec, workflow.Namespace, library);
    private readonly HashSet<string> _validated = new(StringComparer.Ordinal);

    /// <summary>Checks the whole spec.</summary>
    /// <exception cref="InvalidSpecException">It is refused.</exception>
    public void Validate()
    {
        if (workflow.Name.Length > LongestName)
        {
            throw new InvalidSpecException($"workflow name \"{workflow.Name}\" must not be more than 63 characters long (currently {workflow.Name.Length})");
        }

        FieldNames.Check("spec.templates", spec.Children("templates"));
        ArgumentValidation.Check("spec.arguments.", spec.Child("arguments"));
        if (spec.Text("entrypoint").Length == 0)
        {
            throw new InvalidSpecException("spec.entrypoint is required");
        }

        var local = new TemplateScope("local", workflow.Name);
        Visit(new JsonObject { ["template"] = spec.Text("entrypoint") }, local);
        CheckEntrypointInputs();
        if (spec.Text("onExit") is { Length: > 0 } onExit)
        {
            Visit(new JsonObject { ["template"] = onExit }, local);
        }

        CheckHooks("hooks", spec, local);
        foreach (var template in spec.Children("templates"))
        {
            Named(template.Text("name"), () => Visit(new JsonObject { ["template"] = template.Text("name") }, local));
        }
    }

    private static void Named(string template, Action check)
    {
        try
        {
            check();
        }
        catch (InvalidSpecException failure) when (!failure.Message.StartsWith("templates.", StringComparison.Ordinal))
        {
            throw new InvalidSpecException($"templates.{template} {failure.Message}");
        }
    }

    private void CheckEntrypointInputs()
    {
        var entrypoint = spec.Children("templates").First(template => template.Text("name") == spec.Text("entrypoint"));
        foreach (var input in entrypoint.Child("inputs").Children("parameters"))
        {
            var supplied = spec.Child("arguments").Children("parameters").Any(argument => argument.Text("name") == input.Text("name"));
            if (!supplied && input["value"] is null && input["default"] is null && input["valueFrom"] is null)
            {
                throw new InvalidSpecException($"templates.{entrypoint.Text("name")} inputs.parameters.{input.Text("name")} was not supplied");
            }
        }
    }

    private void Visit(JsonObject holder, TemplateScope scope)
    {
        if (holder.Child("templateRef") is { } reference)
        {
            CheckReference(holder, reference);
            if (reference.ToJsonString().Contains("{{", StringComparison.Ordinal))
            {
                return;
            }
        }

        ResolvedTemplate resolved;
        try
        {
            resolved = _resolver.Resolve(holder, scope);
        }
        catch (TemplateFailedException failure)
        {
            throw new InvalidSpecException(NotFound(holder, failure));
        }

        _resolver.MergeDefaults(resolved.Template);
        if (_validated.Add($"{resolved.Scope} {resolved.Template.Text("name")}"))
        {
            new TemplateValidation(spec, resolved.Template, (inner, path) => VisitInner(inner, path, resolved.Scope)).Validate();
        }
    }

    private void VisitInner(JsonObject holder, string path, TemplateScope scope)
    {
        CheckHooks(path, holder, scope);
        try
        {
            if (holder["inline"] is not null || holder["templateRef"] is not null || holder["template"] is not null)
            {
                Visit(holder, scope);
            }
        }
        catch (InvalidSpecException failure)
        {
            throw new InvalidSpecException($"{path} {failure.Message}");
        }
    }

    private static void CheckReference(JsonObject holder, JsonObject reference)
    {
        if (holder.Text("template").Length > 0)
        {
            throw new InvalidSpecException("template name cannot be specified with templateRef");
        }

        if (reference.Text("name").Length == 0)
        {
            throw new InvalidSpecException("resource name is required");
        }

        if (reference.Text("template").Length == 0)
        {
            throw new InvalidSpecException("template name is required");
        }
    }

    private static string NotFound(JsonObject holder, TemplateFailedException failure)
    {
        if (holder.Child("templateRef") is not { } reference)
        {
            return $"template name '{holder.Text("template")}' undefined";
        }

        return failure.Message.StartsWith("template ", StringComparison.Ordinal)
            ? $"template reference {reference.Text("name")}.{reference.Text("template")} not found"
            : failure.Message;
    }

    private void CheckHooks(string path, JsonObject holder, TemplateScope scope)
    {
        foreach (var (name, value) in holder.Child("hooks") ?? [])
        {
            if (name != "exit" && value is JsonObject hook && hook.Text("expression").Length == 0)
            {
                throw new InvalidSpecException($"{path}.{name} Expression required");
            }

            if (value is JsonObject own)
            {
                Visit(own, scope);
            }
        }
    }
}
