using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.Rendering;

/// <summary>Reads the plain manifests of a directory.</summary>
internal sealed class DirectoryRenderer(ManifestTexts texts)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json", ".jsonnet"];

    public IReadOnlyList<Manifest> Render(ApplicationSource source, SourceContent content)
    {
        var recurse = source.Directory.Flag("recurse");
        var (include, exclude) = (source.Directory.Text("include"), source.Directory.Text("exclude"));
        var manifests = new List<Manifest>();
        foreach (var file in content.Files.Where(file => IsChosen(file, recurse, include, exclude)))
        {
            if (file.EndsWith(".jsonnet", StringComparison.Ordinal))
            {
                throw new RenderingException(
                    $"Failed to evaluate jsonnet \"{file}\": the embedded cluster has no jsonnet; use a cluster with Argo CD, or exclude the file");
            }

            var text = content.Read(file);
            if (!text.Contains("+argocd:skip-file-rendering", StringComparison.Ordinal))
            {
                manifests.AddRange(texts.Read(text, file));
            }
        }

        return manifests;
    }

    private static bool IsChosen(string file, bool recurse, string include, string exclude) =>
        (recurse || !file.Contains('/', StringComparison.Ordinal))
        && Array.Exists(Extensions, extension => file.EndsWith(extension, StringComparison.Ordinal))
        && (include.Length == 0 || Globs.IsPathMatch(include, file))
        && (exclude.Length == 0 || !Globs.IsPathMatch(exclude, file));
}
