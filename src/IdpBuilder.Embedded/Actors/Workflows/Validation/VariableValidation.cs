using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks that the tags of a template name inputs, parameters, steps and tasks that there are.</summary>
internal sealed partial class VariableValidation(JsonObject spec, JsonObject template, string path)
{
    /// <summary>Checks them.</summary>
    /// <exception cref="InvalidSpecException">One names nothing.</exception>
    public void Validate()
    {
        var inputs = Names(template.Child("inputs").Children("parameters"));
        var parameters = Names(spec.Child("arguments").Children("parameters"));
        var siblings = Siblings().ToHashSet(StringComparer.Ordinal);
        foreach (Match match in Tag().Matches(template.ToJsonString()))
        {
            var tag = match.Groups["tag"].Value.Trim();
            var known = tag.Split('.') switch
            {
                ["inputs", "parameters", var name, ..] => inputs.Contains(name),
                ["workflow", "parameters", var name, ..] => name == "json" || parameters.Contains(name),
                ["steps" or "tasks", "name"] => true,
                ["steps" or "tasks", var name, _, ..] => siblings.Contains(name),
                _ => true,
            };
            if (!known)
            {
                throw new InvalidSpecException($"{path}{Where()}: failed to resolve {{{{{match.Groups["tag"].Value}}}}}");
            }
        }
    }

    private string Where() => template["steps"] is not null ? ".steps" : template["dag"] is not null ? ".tasks" : string.Empty;

    private static HashSet<string> Names(IEnumerable<JsonObject> items) => items.Select(item => item.Text("name")).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<string> Siblings()
    {
        var steps = (template["steps"] as JsonArray ?? []).SelectMany(group => group as JsonArray ?? []).OfType<JsonObject>();
        return steps.Concat(template.Child("dag").Children("tasks")).Select(item => item.Text("name"));
    }

    [GeneratedRegex(@"\{\{(?<tag>[^={}][^{}]*)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
