using System.Globalization;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>The parameters that say where in a repository something was found.</summary>
internal static class GitPathParameters
{
    /// <summary>Adds the parameters of a directory, and of a file in it.</summary>
    /// <param name="parameters">Where to add them.</param>
    /// <param name="directory">The directory's path.</param>
    /// <param name="file">The file's name; empty for the directory itself.</param>
    /// <param name="prefix">The <c>pathParamPrefix</c>; empty for none.</param>
    /// <param name="keepsStructure">Whether they are one map, rather than texts with dotted names.</param>
    public static void Add(Dictionary<string, object?> parameters, string directory, string file, string prefix, bool keepsStructure)
    {
        var name = PathFunctions.Base(directory);
        var path = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["basename"] = name,
            ["basenameNormalized"] = NameFunctions.Normalize(name),
        };
        if (file.Length > 0)
        {
            path["filename"] = file;
            path["filenameNormalized"] = NameFunctions.Normalize(file);
        }

        if (keepsStructure)
        {
            path["path"] = directory;
            path["segments"] = directory.Split('/').ToList<object?>();
            Nest(parameters, prefix, path);
            return;
        }

        var key = prefix.Length == 0 ? "path" : prefix + ".path";
        parameters[key] = directory;
        foreach (var (part, value) in path)
        {
            parameters[$"{key}.{part}"] = value;
        }

        foreach (var (segment, index) in directory.Split('/').Select((segment, index) => (segment, index)).Where(pair => pair.segment.Length > 0))
        {
            parameters[string.Create(CultureInfo.InvariantCulture, $"{key}[{index}]")] = segment;
        }
    }

    private static void Nest(Dictionary<string, object?> parameters, string prefix, Dictionary<string, object?> path)
    {
        if (prefix.Length == 0)
        {
            parameters["path"] = path;
        }
        else
        {
            parameters[prefix] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["path"] = path };
        }
    }
}
