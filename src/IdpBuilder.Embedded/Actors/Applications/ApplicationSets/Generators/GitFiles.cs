using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Git;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Reads the files of a repository that a set asks for.</summary>
internal static class GitFiles
{
    /// <summary>A set of parameters for each object in each file that a pattern includes and none excludes.</summary>
    public static List<Dictionary<string, object?>> ParametersOf(
        RepositorySnapshot content, IReadOnlyList<JsonObject> patterns, JsonObject settings, GeneratorContext context)
    {
        var rules = patterns
            .Select(pattern => (Matches: GlobPattern.OfFiles(pattern.Text("path")), IsExclusion: pattern.Flag("exclude")))
            .ToList();
        return content.Files.Keys
            .Where(path => rules.Exists(rule => !rule.IsExclusion && rule.Matches(path)))
            .Where(path => !rules.Exists(rule => rule.IsExclusion && rule.Matches(path)))
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Read(path, content.Files[path], settings, context))
            .ToList();
    }

    private static IEnumerable<Dictionary<string, object?>> Read(string path, ReadOnlyMemory<byte> bytes, JsonObject settings, GeneratorContext context)
    {
        var mistakes = new List<Diagnostic>();
        var content = context.Reader.Read(Encoding.UTF8.GetString(bytes.Span), path, mistakes).FirstOrDefault()?.Content;
        var mistake = mistakes.Find(mistake => mistake.Severity == DiagnosticSeverity.Error)?.Message;
        var objects = mistake is null ? ObjectsOf(content) : null;
        return objects is null
            ? throw new GenerationException(
                $"error generating params from git: unable to process file '{path}' from repository '{settings.Text("repoURL")}': "
                + $"unable to parse file: {mistake ?? "it is neither an object nor a list of objects"}")
            : objects.Select(item => Parameters(path, item, settings, context));
    }

    private static IReadOnlyList<JsonObject>? ObjectsOf(JsonNode? content) => content switch
    {
        null => [[]],
        JsonObject map => [map],
        JsonArray list when list.All(item => item is JsonObject) => list.OfType<JsonObject>().ToList(),
        _ => null,
    };

    private static Dictionary<string, object?> Parameters(string path, JsonObject content, JsonObject settings, GeneratorContext context)
    {
        var keepsStructure = context.Language.KeepsStructure;
        var parameters = ParameterValue.FromObject(content);
        if (!keepsStructure)
        {
            parameters = FlatParameters.Of(parameters).ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
        }

        GitPathParameters.Add(parameters, PathFunctions.Directory(path), PathFunctions.Base(path), settings.Text("pathParamPrefix"), keepsStructure);
        return parameters;
    }
}
