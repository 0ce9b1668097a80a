using System.Text.Json.Nodes;
using IdpBuilder.Git;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Finds the directories of a repository that a set asks for.</summary>
internal static class GitDirectories
{
    /// <summary>A set of parameters for each directory that a pattern includes and none excludes.</summary>
    public static List<Dictionary<string, object?>> ParametersOf(
        RepositorySnapshot content, IReadOnlyList<JsonObject> patterns, JsonObject settings, GeneratorContext context)
    {
        var rules = patterns
            .Select(pattern => (Matches: GlobPattern.OfDirectory(pattern.Text("path")), IsExclusion: pattern.Flag("exclude")))
            .Where(rule => rule.Matches is not null)
            .ToList();
        return DirectoriesOf(content)
            .Where(path => rules.Where(rule => rule.Matches!(path)).Select(rule => rule.IsExclusion).ToList() is { Count: > 0 } hits && !hits.Contains(true))
            .Select(path => Parameters(path, settings, context))
            .ToList();
    }

    // In the order in which a walk through the tree meets them; what has a hidden part is left out.
    private static IEnumerable<string> DirectoriesOf(RepositorySnapshot content) =>
        content.Files.Keys
            .SelectMany(Parents)
            .Distinct(StringComparer.Ordinal)
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(path => path.Replace('/', '\0'), StringComparer.Ordinal);

    private static IEnumerable<string> Parents(string file)
    {
        for (var slash = file.LastIndexOf('/'); slash > 0; slash = file.LastIndexOf('/', slash - 1))
        {
            yield return file[..slash];
        }
    }

    private static Dictionary<string, object?> Parameters(string path, JsonObject settings, GeneratorContext context)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        GitPathParameters.Add(parameters, path, string.Empty, settings.Text("pathParamPrefix"), context.Language.KeepsStructure);
        return parameters;
    }
}
