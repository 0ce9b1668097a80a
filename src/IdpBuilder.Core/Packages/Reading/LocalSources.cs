using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Packages.Reading;

/// <summary>Looks into the sources of an Application: reads what is written as it is deployed, and tells what has to be rendered.</summary>
internal sealed class LocalSources(ReadingSession session, ContentResolver contents, ICollection<Diagnostic> diagnostics)
{
    /// <summary>The sources in their order.</summary>
    public IReadOnlyList<PackageApplicationSource> Read(
        ManifestDocument document, Manifest application, IReadOnlyDictionary<string, string> references)
    {
        var sources = new List<PackageApplicationSource>();
        foreach (var (definition, path) in ApplicationSources.Of(application))
        {
            var source = new ApplicationSource(definition);
            var content = references.TryGetValue(source.RepoUrl, out var repository) ? contents.Find(repository) : null;
            sources.Add(content is null || source.Path.Length == 0
                ? Remote(source)
                : Local(content, source, RenderRequest.For(application, ServerCapabilities.Unknown), document.Locate($"{path}/path")));
        }

        return sources;
    }

    // What has neither chart nor path lends its files to other sources, and deploys nothing.
    private static PackageApplicationSource Remote(ApplicationSource source) => source switch
    {
        { Chart.Length: > 0 } => new(source.Json, $"chart '{source.Chart}' of {source.RepoUrl}", string.Empty, null),
        { Path.Length: > 0 } => new(source.Json, $"'{source.Path}' of {source.RepoUrl}", string.Empty, null),
        _ => new(source.Json, source.RepoUrl, string.Empty, []),
    };

    private PackageApplicationSource Local(PackageContent content, ApplicationSource source, RenderRequest request, SourceSpan span)
    {
        try
        {
            var files = new SourceContent(content.Files, source.Path);
            if (files.Files.Count == 0)
            {
                diagnostics.Add(ApplicationMistakes.SourcePathMissing(source.Path, session.Shown.Of(content.Directory), span));
                return new(source.Json, string.Empty, string.Empty, []);
            }

            var directory = Path.Combine(content.Directory, files.Path.Replace('/', Path.DirectorySeparatorChar));
            var place = session.Shown.Of(directory);
            var effective = SourceOverrides.Apply(source, files, request.Application, session.Reader);
            return SourceDetection.TypeOf(effective, files) switch
            {
                SourceType.Directory => Directory(effective, files, directory) with { Definition = source.Json },
                SourceType.Helm => new(source.Json, $"chart in '{place}'", place, null),
                SourceType.Kustomize => new(source.Json, $"kustomization in '{place}'", place, null),
                _ => new(source.Json, $"plugin source in '{place}'", place, null),
            };
        }
        catch (RenderingException failure)
        {
            diagnostics.Add(ApplicationMistakes.SourceInvalid(failure.Message, span));
            return new(source.Json, string.Empty, string.Empty, []);
        }
    }

    private PackageApplicationSource Directory(ApplicationSource source, SourceContent files, string directory)
    {
        var place = session.Shown.Of(directory);
        var chosen = files.Files.Where(new DirectoryChoice(source.Directory).Includes).Where(file => !SourceOverrides.IsOverride(file)).ToArray();
        if (Array.Exists(chosen, file => file.EndsWith(DirectoryChoice.Jsonnet, StringComparison.Ordinal)))
        {
            return new(source.Json, $"jsonnet in '{place}'", place, null);
        }

        var manifests = new List<PackageManifest>();

        // Parsing is nearly all the work of reading a package, and files do not depend on one another.
        foreach (var (found, mistakes) in chosen.AsParallel().AsOrdered().WithCancellation(session.Stop)
            .Select(file => ReadFile(Path.Combine(directory, file.Replace('/', Path.DirectorySeparatorChar)), files.Read(file))))
        {
            manifests.AddRange(found);
            mistakes.ForEach(diagnostics.Add);
        }

        return new(source.Json, $"manifests in '{place}'", place, manifests);
    }

    private (List<PackageManifest> Manifests, List<Diagnostic> Mistakes) ReadFile(string file, string text)
    {
        var (manifests, mistakes) = (new List<PackageManifest>(), new List<Diagnostic>());
        if (DirectoryChoice.IsSkipped(text))
        {
            return (manifests, mistakes);
        }

        var shown = session.Shown.Of(file);
        var documents = session.Parse(text, shown, mistakes);
        if (mistakes.Count == 0 && !documents.Any(ManifestDocuments.IsMeantAsManifest) && ManifestTexts.IsPassedOver(shown, text, documents))
        {
            return (manifests, [FileMistakes.NoManifest(documents[0].Span)]);
        }

        if (ManifestTexts.LooksLikeManifests(shown, text) && mistakes.FindIndex(mistake => mistake.Code == DiagnosticCodes.YamlTemplate) is var template and >= 0)
        {
            mistakes[template] = FileMistakes.TemplateDeployed(mistakes[template].Span);
        }

        foreach (var document in documents)
        {
            ManifestChecks.CheckMapping(document, mistakes);
            foreach (var manifest in ManifestDocuments.ManifestsOf(document))
            {
                ManifestChecks.Check(document, manifest, mistakes);
                manifests.Add(new PackageManifest(manifest, document.Span));
            }
        }

        return (manifests, mistakes);
    }
}
