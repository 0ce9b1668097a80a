using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>Reads kubeconfig files.</summary>
/// <param name="manifests">Reads their YAML.</param>
/// <param name="known">The files that count when none is named.</param>
internal sealed class KubeconfigReader(IManifestReader manifests, Func<IReadOnlyList<string>> known)
{
    /// <summary>Reads what <c>KUBECONFIG</c> or the home directory name.</summary>
    public static KubeconfigReader OfEnvironment(IManifestReader manifests) => new(manifests, KubeconfigPaths.OfEnvironment);

    /// <summary>The merged content of a file, or of all that count; files that do not exist are left out, unless one was named.</summary>
    /// <param name="path">The file; empty for those that count.</param>
    public MergedKubeconfig Read(string path)
    {
        var merged = new MergedKubeconfig();
        foreach (var file in path.Length > 0 ? [path] : known())
        {
            if (File.Exists(file))
            {
                merged.Add(Path.GetFullPath(file), ReadFile(file));
            }
            else if (path.Length > 0)
            {
                throw KubeconfigFailures.NotFound(path);
            }
        }

        return merged;
    }

    private JsonObject ReadFile(string path)
    {
        try
        {
            var mistakes = new List<Diagnostic>();
            var documents = manifests.Read(File.ReadAllText(path), path, mistakes).Where(document => document.Content is not null).ToList();
            var mistake = mistakes.Find(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            return (mistake, documents) switch
            {
                (null, []) => [],
                (null, [{ Content: JsonObject content }]) => content,
                _ => throw KubeconfigFailures.Malformed(path, mistake),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw KubeconfigFailures.Inaccessible(path, exception);
        }
    }
}
