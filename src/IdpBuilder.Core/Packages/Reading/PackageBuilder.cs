using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Makes packages of a directory's files: one package when an <c>idp.yaml</c> declares it, otherwise one for each Application,
/// as the Go tool does. Other documents of a file go with its first Application.
/// </summary>
internal sealed class PackageBuilder(
    ReadingSession session,
    PackageSource source,
    int number,
    string directory,
    PackageDeclaration? declaration,
    Placeholders placeholders,
    ICollection<Diagnostic> diagnostics)
{
    private readonly ContentResolver _contents = new(session, placeholders, diagnostics);

    /// <summary>The packages of files among which at least one holds an Application.</summary>
    public IReadOnlyList<ReadPackage> Around(IReadOnlyList<SourceFile> files)
    {
        var withApplications = files.Where(file => file.HasApplication()).ToArray();
        var packages = declaration is null
            ? withApplications.SelectMany(Separate).ToArray()
            : [Declared(withApplications)];
        foreach (var document in withApplications.SelectMany(file => file.Documents))
        {
            ManifestChecks.CheckMapping(document, diagnostics);
        }

        foreach (var file in files.Except(withApplications).Where(file => file.Documents.Any(ManifestDocuments.IsManifest)))
        {
            diagnostics.Add(FileMistakes.Ignored(file.Shown, packages[0].Package.Name));
        }

        return packages;
    }

    /// <summary>The package of a directory without an Application: it is written here.</summary>
    /// <param name="plain">Whether it holds plain manifests, not a chart or kustomization.</param>
    /// <param name="onlyFile">The only file that was given; null when the whole directory was.</param>
    public ReadPackage Bare(bool plain, string? onlyFile = null)
    {
        var place = onlyFile ?? directory;
        var name = source.Name.Length > 0 ? source.Name : declaration?.Name is { Length: > 0 } declared ? declared : NameOf(onlyFile is null ? directory : Path.ChangeExtension(onlyFile, null));
        var destination = source.Namespace.Length > 0 ? source.Namespace : name.Replace('.', '-');
        var manifest = new Manifest(WrittenApplication.For(name, destination, recurse: plain && source.Recurse));
        var span = new SourceSpan(session.Shown.Of(place));
        var document = new ManifestDocument(manifest.Json, span, _ => span);
        if (onlyFile is not null)
        {
            _contents.Serve(name, directory, onlyFile);
        }

        return Package(name, span, [Application(document, manifest, directory)], []);
    }

    private ReadPackage Declared(IReadOnlyList<SourceFile> files)
    {
        var applications = new List<PackageApplication>();
        var manifests = new List<PackageManifest>();
        foreach (var file in files)
        {
            applications.AddRange(ApplicationsOf(file));
            manifests.AddRange(OthersOf(file));
        }

        var name = declaration!.Name.Length > 0 ? declaration.Name : applications.Count == 1 ? applications[0].Name : NameOf(directory);
        return Package(name, declaration.Span, applications, manifests);
    }

    private IEnumerable<ReadPackage> Separate(SourceFile file)
    {
        var others = OthersOf(file).ToArray();
        foreach (var application in ApplicationsOf(file))
        {
            yield return Package(application.Name, application.Span, [application], others);
            others = [];
        }
    }

    private IEnumerable<PackageApplication> ApplicationsOf(SourceFile file) => file.Manifests()
        .Where(entry => ArgoTypes.IsApplication(entry.Manifest))
        .Select(entry =>
        {
            ApplicationChecks.Check(entry.Document, entry.Manifest, diagnostics);
            return Application(entry.Document, entry.Manifest, Path.GetDirectoryName(file.Path)!);
        })
        .ToArray();

    private IEnumerable<PackageManifest> OthersOf(SourceFile file) => file.Manifests()
        .Where(entry => !ArgoTypes.IsApplication(entry.Manifest))
        .Select(entry =>
        {
            ManifestChecks.Check(entry.Document, entry.Manifest, diagnostics);
            return new PackageManifest(entry.Manifest, entry.Document.Span);
        })
        .ToArray();

    private PackageApplication Application(ManifestDocument document, Manifest manifest, string fileDirectory)
    {
        var references = _contents.Resolve(document, manifest, fileDirectory);
        var sources = manifest.Kind == ArgoTypes.ApplicationSet.Kind
            ? []
            : new LocalSources(session, _contents, diagnostics).Read(document, manifest, references);
        RepeatedObjects.Check(manifest, sources, diagnostics);
        return new PackageApplication(manifest, document.Span, references, sources);
    }

    private ReadPackage Package(
        string name, SourceSpan span, IReadOnlyList<PackageApplication> applications, IReadOnlyList<PackageManifest> manifests)
    {
        if (!KubernetesNames.IsPackageName(name))
        {
            diagnostics.Add(PackageMistakes.NameInvalid(name, span));
        }

        var package = new Package
        {
            Name = name,
            Path = source.Path,
            Options = new SourceOptions(source.Recurse, source.Namespace, [.. GivenParameters()]),
            Description = declaration?.Description ?? string.Empty,
            Applications = applications,
            Manifests = manifests,
            Contents = ContentsOf(applications),
            Parameters = declaration?.Parameters ?? [],
            DependsOn = [.. (declaration?.DependsOn ?? []).Select(needed => needed.Package).Distinct(StringComparer.Ordinal)],
            Ready = declaration?.Ready ?? [],
        };
        return new ReadPackage(
            package,
            number,
            directory,
            span,
            (declaration?.DependsOn ?? []).DistinctBy(needed => needed.Package).ToDictionary(needed => needed.Package, needed => needed.Span, StringComparer.Ordinal));
    }

    private IEnumerable<string> GivenParameters() => (declaration?.Parameters ?? [])
        .Select(parameter => parameter.Name)
        .Where(name => session.Options.Parameters.GetValueOrDefault(name) is not null);

    // What an Application refers to, and what Applications inside that content refer to in turn.
    private PackageContent[] ContentsOf(IReadOnlyList<PackageApplication> applications)
    {
        var reached = new Dictionary<string, PackageContent>(StringComparer.Ordinal);
        var open = new Queue<string>(applications.SelectMany(application => application.References.Values));
        while (open.TryDequeue(out var repository))
        {
            if (_contents.Find(repository) is { } content && reached.TryAdd(repository, content))
            {
                foreach (var nested in content.References.Values.SelectMany(references => references.Values))
                {
                    open.Enqueue(nested);
                }
            }
        }

        return [.. reached.Values];
    }

    private static string NameOf(string place) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(place)).ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
}
