using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Tests;
using IdpBuilder.Tests.Forwarding;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>Checks requests and answers against what Gitea publishes of its API.</summary>
internal sealed class PublishedApi
{
    private readonly IReadOnlyList<JsonObject> _operations =
    [
        .. JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "gitea", "api.json")))!["operations"]!.AsArray().Select(item => item!.AsObject()),
    ];

    /// <summary>What is wrong with a request; nothing when the API takes it.</summary>
    public IEnumerable<string> MistakesOf(HttpRequest request)
    {
        var name = $"{request.Method} {request.Path}";
        if (OperationOf(request) is not { } operation)
        {
            return [$"{name}: there is no such operation"];
        }

        return QueryMistakes(operation, request.Query).Concat(BodyMistakes(operation, request)).Select(mistake => $"{name}: {mistake}");
    }

    /// <summary>Whether an operation may answer with a code.</summary>
    public bool Allows(HttpRequest request, int code) =>
        OperationOf(request)?["answers"]!.AsArray().Any(allowed => (int)allowed! == code) == true;

    private static IEnumerable<string> QueryMistakes(JsonObject operation, string query)
    {
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = (part.Split('=')[0], part.Split('=').ElementAtOrDefault(1) ?? string.Empty);
            var type = (string?)operation["query"]?[key];
            if (type is null || (type == "boolean" ? value is not ("true" or "false") : !int.TryParse(value, out _)))
            {
                yield return $"the parameter '{part}' is not known, or of another type";
            }
        }
    }

    private static IEnumerable<string> BodyMistakes(JsonObject operation, HttpRequest request)
    {
        if (operation["body"] is not JsonObject fields)
        {
            return request.Body.Length == 0 ? [] : ["no body is expected"];
        }

        if (request.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            return ["the body is not said to be JSON"];
        }

        var body = JsonNode.Parse(request.Body)!.AsObject();
        return fields.Where(field => (bool?)field.Value!["required"] == true && !body.ContainsKey(field.Key)).Select(field => $"'{field.Key}' is missing")
            .Concat(body.SelectMany(entry => fields[entry.Key] is JsonObject field ? FieldMistakes(entry.Key, entry.Value!, field) : [$"'{entry.Key}' is not known"]));
    }

    private static IEnumerable<string> FieldMistakes(string name, JsonNode value, JsonObject field)
    {
        var (kind, type) = (value.GetValueKind(), (string)field["type"]!);
        if (type switch { "boolean" => kind is not (JsonValueKind.True or JsonValueKind.False), "array" => kind != JsonValueKind.Array, "texts" => !AreTexts(value), _ => kind != JsonValueKind.String })
        {
            yield return $"'{name}' is no {type}";
        }
        else if (type == "string" && ((field["longest"] is { } longest && ((string)value!).Length > (int)longest)
            || (field["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!))))
        {
            yield return $"'{name}' may not be '{value}'";
        }
    }

    // A map of Go's from string to string.
    private static bool AreTexts(JsonNode value) =>
        value is JsonObject map && map.All(entry => entry.Value?.GetValueKind() == JsonValueKind.String);

    private JsonObject? OperationOf(HttpRequest request) => _operations.FirstOrDefault(operation =>
    {
        var form = Regex.Replace(Regex.Escape((string)operation["request"]!), @"\\\{[a-z]+}", "[^/]+");
        return Regex.IsMatch($"{request.Method} {request.Path}", $"^{form}$");
    });
}
