using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Label selectors as objects bear them.</summary>
internal static class LabelQuery
{
    /// <summary>Whether a selector of <c>matchLabels</c> and <c>matchExpressions</c> selects an object; an empty one selects everything, none nothing.</summary>
    public static bool Matches(JsonObject? selector, Manifest candidate) =>
        selector is not null
        && MatchesAll(selector["matchLabels"] as JsonObject, candidate)
        && ((selector["matchExpressions"] as JsonArray)?.OfType<JsonObject>() ?? []).All(expression => Holds(expression, candidate));

    /// <summary>Whether an object has all these labels.</summary>
    public static bool MatchesAll(JsonObject? labels, Manifest candidate) =>
        (labels ?? []).All(label => candidate.Label(label.Key) == label.Value?.ToString());

    private static bool Holds(JsonObject expression, Manifest candidate)
    {
        var value = candidate.Label(NodePath.Text(expression, "key"));
        var isAmong = value is not null && ((expression["values"] as JsonArray)?.Any(item => item?.ToString() == value) ?? false);
        return NodePath.Text(expression, "operator") switch
        {
            "In" => isAmong,
            "NotIn" => !isAmong,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
