using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>What a resource template wants to know about its object.</summary>
internal static class ResourceOutputs
{
    /// <summary>The outputs, as the annotations by which Pods report them.</summary>
    /// <exception cref="TemplateFailedException">One cannot be read.</exception>
    public static JsonObject Of(JsonObject template, Manifest? target)
    {
        var annotations = new JsonObject();
        foreach (var output in template.Child("outputs").Children("parameters"))
        {
            var source = output.Child("valueFrom");
            var value = target is null ? source.Scalar("default") ?? string.Empty : ValueOf(source, target);
            if (value is not null)
            {
                annotations[PretendAnnotations.OutputPrefix + output.Text("name")] = value;
            }
        }

        return annotations;
    }

    private static string? ValueOf(JsonObject? source, Manifest target)
    {
        var root = Values.Of(target.Json);
        try
        {
            if (source.Text("jsonPath") is { Length: > 0 } path)
            {
                // kubectl prints nothing for what is missing.
                return string.Join(' ', JsonPath.FindAll(root, path).Select(Functions.Text));
            }

            if (source.Text("jqFilter") is { Length: > 0 } filter)
            {
                return string.Join('\n', JsonPath.FindAll(root, Plain(filter)).Select(Functions.Text));
            }
        }
        catch (ExpressionException failure)
        {
            throw new TemplateFailedException(failure.Message);
        }

        return source.Scalar("default");
    }

    private static string Plain(string filter) =>
        filter.Trim() is var path && path.StartsWith('.') && !path.AsSpan().ContainsAny("|(){}, ")
            ? path.Replace("[]", "[*]", StringComparison.Ordinal)
            : throw new TemplateFailedException($"the embedded cluster runs no jq: of its filters it follows plain paths only, not {filter}");
}
