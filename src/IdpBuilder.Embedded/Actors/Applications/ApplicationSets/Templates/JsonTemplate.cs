using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>Renders every text of a JSON tree, keys included.</summary>
internal static class JsonTemplate
{
    private static readonly HashSet<string> GeneratorsWithValues = new(
        ["clusters", "git", "scmProvider", "clusterDecisionResource", "pullRequest", "plugin"], StringComparer.Ordinal);

    /// <summary>The tree with parameters in it.</summary>
    public static JsonObject Render(JsonObject tree, IReadOnlyDictionary<string, object?> parameters, ITemplateLanguage language) =>
        (JsonObject)Render((JsonNode)tree, text => language.Render(text, parameters))!;

    /// <summary>
    /// A generator with an outer generator's parameters in it. Its <c>values</c> may also use parameters that it will generate itself:
    /// those that ask for what is not there yet stay as they are.
    /// </summary>
    public static JsonObject RenderGenerator(JsonObject entry, IReadOnlyDictionary<string, object?> parameters, ITemplateLanguage language)
    {
        var rendered = new JsonObject();
        foreach (var (field, settings) in entry)
        {
            var values = GeneratorsWithValues.Contains(field) ? (settings as JsonObject).Map("values") : null;
            var rest = settings?.DeepClone();
            if (values is not null)
            {
                ((JsonObject)rest!).Remove("values");
            }

            rendered[field] = Render(rest, text => language.Render(text, parameters));
            if (values is not null)
            {
                ((JsonObject)rendered[field]!)["values"] = Render(values, text => language.TryRender(text, parameters) ?? text);
            }
        }

        return rendered;
    }

    private static JsonNode? Render(JsonNode? node, Func<string, string> render)
    {
        switch (node)
        {
            case JsonObject map:
                var rendered = new JsonObject();
                foreach (var (key, value) in map)
                {
                    rendered[render(key)] = Render(value, render);
                }

                return rendered;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Render(item, render))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(render(value.GetValue<string>()));
            default:
                return node?.DeepClone();
        }
    }
}
