using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>Turns the <c>cnoe://</c> addresses of a package into the repositories that will serve them.</summary>
internal sealed class ContentResolver(ReadingSession session, Placeholders placeholders, ICollection<Diagnostic> diagnostics)
{
    private readonly Dictionary<string, PackageContent?> _contents = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Application, string Directory), string> _names = [];

    /// <summary>The directories found so far, by repository.</summary>
    public IReadOnlyList<PackageContent> Contents => [.. _contents.Values.OfType<PackageContent>()];

    /// <summary>The directory that serves a repository.</summary>
    public PackageContent? Find(string repository) => _contents.GetValueOrDefault(repository);

    /// <summary>Resolves every address in a document that is an Application or ApplicationSet.</summary>
    /// <param name="document">The document.</param>
    /// <param name="manifest">The same document as a manifest.</param>
    /// <param name="fileDirectory">The directory of its file.</param>
    public IReadOnlyDictionary<string, string> Resolve(ManifestDocument document, Manifest manifest, string fileDirectory)
    {
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (address, path) in CnoeAddress.In(manifest.Spec, "spec"))
        {
            if (!references.ContainsKey(address) && Resolve(address, manifest.Name, fileDirectory, document.Locate(path)) is { } repository)
            {
                references[address] = repository;
            }
        }

        return references;
    }

    /// <summary>Makes one file of a directory all that the directory serves to an Application.</summary>
    public void Serve(string application, string directory, string file)
    {
        var name = session.Repositories.Of(application, directory, session.Given.RelativeOf(directory));
        _names[(application, PathTree.Real(directory) ?? directory)] = name;
        var files = new DirectoryFiles(session, placeholders, diagnostics);
        files.ReadOne(file);
        _contents[name] = WithReferences(name, directory, files);
    }

    private string? Resolve(string address, string application, string fileDirectory, SourceSpan span)
    {
        if (address.Contains("{{", StringComparison.Ordinal))
        {
            diagnostics.Add(FileMistakes.Templated(address, span));
            return null;
        }

        if (address.Contains('\0', StringComparison.Ordinal))
        {
            // No file system takes it, and .NET refuses to even think about it.
            diagnostics.Add(FileMistakes.DirectoryMissing(address.Replace('\0', '?'), address.Replace('\0', '?'), span));
            return null;
        }

        var directory = Path.TrimEndingDirectorySeparator(CnoeAddress.DirectoryOf(address, fileDirectory));
        if (!session.Given.Holds(directory))
        {
            diagnostics.Add(FileMistakes.Outside(address, directory, span));
            return null;
        }

        if (!Directory.Exists(directory))
        {
            diagnostics.Add(FileMistakes.DirectoryMissing(address, session.Shown.Of(directory), span));
            return null;
        }

        return Register(application, directory);
    }

    private string Register(string application, string directory)
    {
        // By its real place: a link that leads back up would make the same directory look new for ever.
        var key = (application, PathTree.Real(directory) ?? directory);
        if (_names.TryGetValue(key, out var known))
        {
            return known;
        }

        var name = session.Repositories.Of(application, directory, session.Given.RelativeOf(directory));
        _names[key] = name;

        // Known before it is read: its own files may refer to it.
        _contents[name] = null;
        var files = new DirectoryFiles(session, placeholders, diagnostics);
        files.Read(directory);
        _contents[name] = WithReferences(name, directory, files);
        return name;
    }

    private PackageContent WithReferences(string repository, string directory, DirectoryFiles files)
    {
        var references = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (path, bytes) in files.Files)
        {
            if (ManifestFile.IsNamedLikeOne(path) && bytes.Span.IndexOf("cnoe://"u8) >= 0 && Nested(directory, path, bytes) is { Count: > 0 } nested)
            {
                references[path] = nested;
            }
        }

        return new PackageContent(repository, directory, files.Files, references) { Executables = files.Executables };
    }

    // Applications that the content deploys have addresses of their own; other files keep theirs. What is wrong with such
    // a file's YAML is said where its source is checked.
    private Dictionary<string, string> Nested(string directory, string path, ReadOnlyMemory<byte> bytes)
    {
        var file = Path.Combine(directory, path.Replace('/', Path.DirectorySeparatorChar));
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in session.Parse(Encoding.UTF8.GetString(bytes.Span), session.Shown.Of(file), []))
        {
            foreach (var manifest in ManifestDocuments.ManifestsOf(document).Where(ArgoTypes.IsApplication))
            {
                foreach (var (address, repository) in Resolve(document, manifest, Path.GetDirectoryName(file)!))
                {
                    references[address] = repository;
                }
            }
        }

        return references;
    }
}
