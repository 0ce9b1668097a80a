namespace IdpBuilder.Packages.Reading;

/// <summary>Reads the packages of one source.</summary>
internal sealed class SourceReader(ReadingSession session, PackageSource source, int number, ICollection<Diagnostic> diagnostics)
{
    private static readonly string[] RenderedBy = ["Chart.yaml", "kustomization.yaml", "kustomization.yml", "Kustomization"];

    private readonly string _root = Path.GetFullPath(source.Location);

    /// <summary>The packages, in the order of their files.</summary>
    public IReadOnlyList<ReadPackage> Read()
    {
        if (!Path.Exists(_root))
        {
            diagnostics.Add(FileMistakes.SourceMissing(source.Shown));
            return [];
        }

        try
        {
            var packages = File.Exists(_root)
                ? ReadFiles(Path.GetDirectoryName(_root)!, [_root], bareAllowed: true)
                : source.Recurse ? ReadTree() : ReadDirectory(_root, bareAllowed: true);
            if (packages.Count == 0 && !diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            {
                diagnostics.Add(FileMistakes.SourceEmpty(source.Shown, source.Recurse));
            }

            return packages;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileMistakes.Unreadable(source.Shown, failure));
            return [];
        }
    }

    private IReadOnlyList<ReadPackage> ReadTree()
    {
        var packages = new List<ReadPackage>();
        foreach (var (directory, _) in new DirectoryWalk(session, diagnostics).Below(_root))
        {
            if (!packages.Exists(package => Deploys(package, directory)))
            {
                packages.AddRange(ReadDirectory(directory, bareAllowed: false));
            }
        }

        var top = packages.Where(package => !packages.Exists(other => other != package && Deploys(other, package.Directory))).ToList();
        return top.Count > 0 ? top : ReadDirectory(_root, bareAllowed: true);
    }

    // What a package deploys is its content, not another package.
    private static bool Deploys(ReadPackage package, string directory) =>
        package.Directory != directory && package.Package.Contents.Any(content => PathTree.Contains(content.Directory, directory));

    private IReadOnlyList<ReadPackage> ReadDirectory(string directory, bool bareAllowed)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(directory)
                .Where(ManifestFile.IsNamedLikeOne)
                .Where(path => Path.GetFileName(path) != PackageDeclaration.FileName)
                .Where(IsInside)
                .Order(StringComparer.Ordinal),
        ];
        return ReadFiles(directory, files, bareAllowed);
    }

    private bool IsInside(string path)
    {
        if (new FileInfo(path).LinkTarget is not { } target || session.Given.Holds(path))
        {
            return true;
        }

        diagnostics.Add(FileMistakes.LinkLeadsOutside(session.Shown.Of(path), target));
        return false;
    }

    private IReadOnlyList<ReadPackage> ReadFiles(string directory, IReadOnlyList<string> paths, bool bareAllowed)
    {
        var declaration = Declaration(directory);
        var placeholders = PlaceholdersOf(declaration, directory);
        var builder = new PackageBuilder(session, source, number, directory, declaration, placeholders, diagnostics);
        var texts = paths.Select(path => (Path: path, Text: ReadText(path, placeholders))).Where(file => file.Text is not null).ToArray();
        if (Array.Exists(texts, file => MayHoldApplication(file.Text!)))
        {
            var files = texts.Select(file => Parse(file.Path, file.Text!)).ToArray();
            if (Array.Exists(files, file => file.HasApplication()))
            {
                return builder.Around(files);
            }
        }

        return bareAllowed ? ReadBare(directory, builder, texts!) : [];
    }

    // Its files are parsed, and mistakes in them found, as the content of the Application that is written for them.
    private ReadPackage[] ReadBare(string directory, PackageBuilder builder, IReadOnlyList<(string Path, string Text)> texts)
    {
        var onlyFile = File.Exists(_root) ? _root : null;
        var rendered = onlyFile is null && RenderedBy.Any(name => File.Exists(Path.Combine(directory, name)));
        if (rendered || texts.Any(file => file.Text.Contains("apiVersion", StringComparison.Ordinal)))
        {
            return [builder.Bare(plain: !rendered, onlyFile)];
        }

        foreach (var document in texts.SelectMany(file => Parse(file.Path, file.Text).Documents))
        {
            ManifestChecks.CheckKind(document, diagnostics);
        }

        return [];
    }

    private Placeholders PlaceholdersOf(PackageDeclaration? declaration, string directory)
    {
        if (declaration is null)
        {
            return Placeholders.Of(session.Options.Platform, []);
        }

        session.DeclaredParameters.UnionWith(declaration.Parameters.Select(parameter => parameter.Name));
        var name = declaration.Name.Length > 0 ? declaration.Name : Path.GetFileName(directory);
        return Placeholders.Of(
            session.Options.Platform, ParameterValues.Resolve(name, declaration, session.Options.Parameters, diagnostics));
    }

    private string? ReadText(string path, Placeholders placeholders)
    {
        var shown = session.Shown.Of(path);
        if (ManifestFile.ReadText(path, shown, diagnostics) is not { } text)
        {
            return null;
        }

        placeholders.Check(text, shown, diagnostics.Add);
        return placeholders.Fill(text, structured: true);
    }

    private static bool MayHoldApplication(string text) =>
        text.Contains("argoproj.io/", StringComparison.Ordinal) && text.Contains("Application", StringComparison.Ordinal);

    private SourceFile Parse(string path, string text)
    {
        var shown = session.Shown.Of(path);
        return new SourceFile(path, shown, session.Parse(text, shown, diagnostics));
    }

    private PackageDeclaration? Declaration(string directory)
    {
        var path = Path.Combine(directory, PackageDeclaration.FileName);
        var shown = session.Shown.Of(path);
        if (File.Exists(Path.ChangeExtension(path, ".yml")))
        {
            diagnostics.Add(DeclarationMistakes.Misnamed(new SourceSpan(session.Shown.Of(Path.ChangeExtension(path, ".yml")))));
        }

        if (!File.Exists(path) || ManifestFile.ReadText(path, shown, diagnostics) is not { } text)
        {
            return null;
        }

        var before = diagnostics.Count;
        var documents = session.Parse(text, shown, diagnostics);
        if (documents.Count == 1)
        {
            return new DeclarationReader(documents[0], diagnostics).Read();
        }

        if (diagnostics.Count == before)
        {
            diagnostics.Add(DeclarationMistakes.NotAPackage(new SourceSpan(shown)));
        }

        return null;
    }
}
