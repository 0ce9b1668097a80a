using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>One rule: which objects it concerns and which of their parts.</summary>
internal sealed record IgnoredDifference(
    string Group, string Kind, string Namespace, string Name, IReadOnlyList<JsonPath> Paths, IReadOnlyList<string> Managers)
{
    public static IgnoredDifference Read(JsonObject rule, List<string> unsupported)
    {
        var paths = Texts(rule["jsonPointers"]).Select(JsonPath.OfPointer).ToList();
        foreach (var expression in Texts(rule["jqPathExpressions"]))
        {
            if (JsonPath.OfJq(expression) is { } path)
            {
                paths.Add(path);
            }
            else
            {
                unsupported.Add(expression);
            }
        }

        return new IgnoredDifference(
            Text(rule, "group"), Text(rule, "kind"), Text(rule, "namespace"), Text(rule, "name"),
            paths, Texts(rule["managedFieldsManagers"]).ToArray());
    }

    public bool Concerns(Manifest manifest) =>
        Globs.IsMatch(Group, manifest.GroupVersionKind.Group)
        && Globs.IsMatch(Kind, manifest.Kind)
        && (Namespace.Length == 0 || Namespace == manifest.Namespace)
        && (Name.Length == 0 || Name == manifest.Name);

    public void Remove(Manifest live, JsonObject from)
    {
        foreach (var path in Paths)
        {
            path.Remove(from);
        }

        foreach (var fields in Managers.SelectMany(manager => FieldSet.Of(live, manager, string.Empty)))
        {
            FieldSet.Remove(fields, from);
        }
    }

    private static IEnumerable<string> Texts(JsonNode? list) =>
        (list as JsonArray)?.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>() ?? [];

    private static string Text(JsonObject rule, string field) =>
        rule[field] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
