using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>Reads the plain manifests of a directory.</summary>
internal sealed class DirectoryRenderer(ManifestTexts texts)
{
    public IReadOnlyList<Manifest> Render(ApplicationSource source, SourceContent content)
    {
        var choice = new DirectoryChoice(source.Directory);
        var manifests = new List<Manifest>();
        foreach (var file in content.Files.Where(choice.Includes))
        {
            if (file.EndsWith(DirectoryChoice.Jsonnet, StringComparison.Ordinal))
            {
                throw RenderingFailures.Jsonnet(file);
            }

            var text = content.Read(file);
            if (!DirectoryChoice.IsSkipped(text))
            {
                manifests.AddRange(texts.ReadFile(text, file));
            }
        }

        return manifests;
    }
}
