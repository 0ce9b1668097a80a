using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks the outputs that a template declares.</summary>
internal static class OutputValidation
{
    /// <summary>Checks them.</summary>
    /// <exception cref="InvalidSpecException">They are refused.</exception>
    public static void Check(string path, JsonObject template)
    {
        var parameters = template.Child("outputs").Children("parameters").ToArray();
        FieldNames.Check($"{path}.outputs.parameters", parameters, " ");
        foreach (var parameter in parameters)
        {
            CheckSource($"{path}.outputs.parameters.{parameter.Text("name")}", parameter, TemplateKind.Of(template));
        }
    }

    private static void CheckSource(string path, JsonObject parameter, string kind)
    {
        if (parameter["value"] is not null && parameter["valueFrom"] is not null)
        {
            throw new InvalidSpecException($"{path} has both valueFrom and value specified, choose one");
        }

        if (parameter.Child("valueFrom") is not { } source)
        {
            if (parameter["value"] is null)
            {
                throw new InvalidSpecException($"{path} does not have valueFrom or value specified");
            }

            return;
        }

        var missing = kind switch
        {
            TemplateKind.Container or TemplateKind.ContainerSet or TemplateKind.Script when source.Text("path").Length == 0 =>
                $"{path}.path must be specified for {Name(kind)} templates",
            TemplateKind.Resource when source.Text("jqFilter").Length == 0 && source.Text("jsonPath").Length == 0 =>
                $"{path} .jqFilter or jsonPath must be specified for {Name(kind)} templates",
            TemplateKind.Steps or TemplateKind.Dag when source.Text("parameter").Length == 0 && source.Text("expression").Length == 0 =>
                $"{path}.parameter or expression must be specified for {Name(kind)} templates",
            _ => null,
        };
        if (missing is not null)
        {
            throw new InvalidSpecException(missing);
        }
    }

    private static string Name(string kind) => kind == TemplateKind.Dag ? "DAG" : char.ToUpperInvariant(kind[0]) + kind[1..];
}
