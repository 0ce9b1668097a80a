using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>The conditions under which a resource template succeeds or fails: selectors over the fields of its object.</summary>
internal sealed class ResourceConditions
{
    private readonly IReadOnlyList<FieldRequirement> _success;
    private readonly IReadOnlyList<FieldRequirement> _failure;

    private ResourceConditions(JsonObject? resource)
    {
        _success = Read(resource.Text("successCondition"), "success");
        _failure = Read(resource.Text("failureCondition"), "fail");
    }

    /// <summary>Those of a template.</summary>
    /// <exception cref="TemplateFailedException">One cannot be read.</exception>
    public static ResourceConditions Of(JsonObject template) => new(template.Child("resource"));

    /// <summary>Whether the object is as it should be; without conditions it always is.</summary>
    /// <exception cref="TemplateFailedException">It is as it should not be.</exception>
    public bool AreDecided(Manifest target)
    {
        var root = Values.Of(target.Json);
        if (_failure.FirstOrDefault(requirement => requirement.Matches(root)) is { } failed)
        {
            throw new TemplateFailedException($"failure condition '{failed}' evaluated true");
        }

        return _success.All(requirement => requirement.Matches(root));
    }

    private static IReadOnlyList<FieldRequirement> Read(string text, string kind)
    {
        try
        {
            return FieldRequirement.ParseAll(text);
        }
        catch (FormatException failure)
        {
            throw new TemplateFailedException(string.Create(CultureInfo.InvariantCulture, $"{kind} condition '{text}' failed to parse: {failure.Message}"));
        }
    }
}
