using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>Renders what can be rendered without Argo CD: the directory sources of an Application that are local.</summary>
internal sealed class LocalSources(ReadingSession session, ContentResolver contents, ICollection<Diagnostic> diagnostics)
{
    private static readonly string[] KustomizationFiles = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private readonly List<PackageManifest> _manifests = [];
    private readonly List<string> _remote = [];

    /// <summary>The manifests of the local directory sources, and the names of all other sources.</summary>
    public (IReadOnlyList<PackageManifest> Local, IReadOnlyList<string> Remote) Read(
        ManifestDocument document, Manifest application, IReadOnlyDictionary<string, string> references)
    {
        foreach (var (source, path) in ApplicationSources.Of(application))
        {
            var url = ApplicationSources.Text(source, "repoURL");
            var inside = ApplicationSources.Text(source, "path");
            var content = references.TryGetValue(url, out var repository) ? contents.Find(repository) : null;
            if (content is null || inside.Length == 0)
            {
                AddRemote(source, url, inside);
            }
            else
            {
                AddLocal(content, source, inside, document.Locate($"{path}/path"));
            }
        }

        return (_manifests, _remote);
    }

    private void AddRemote(JsonObject source, string url, string path)
    {
        var chart = ApplicationSources.Text(source, "chart");
        if (chart.Length > 0)
        {
            _remote.Add($"chart '{chart}' of {url}");
        }
        else if (path.Length > 0)
        {
            _remote.Add($"'{path}' of {url}");
        }
    }

    private void AddLocal(PackageContent content, JsonObject source, string inside, SourceSpan span)
    {
        var prefix = Normalize(inside);
        var files = content.Files.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        if (files.Length == 0)
        {
            diagnostics.Add(ApplicationMistakes.SourcePathMissing(inside, session.Shown.Of(content.Directory), span));
        }
        else if (source.ContainsKey("helm") || source.ContainsKey("plugin") || content.Files.ContainsKey(prefix + "Chart.yaml"))
        {
            _remote.Add($"chart in '{session.Shown.Of(Path.Combine(content.Directory, inside))}'");
        }
        else if (source.ContainsKey("kustomize") || KustomizationFiles.Any(name => content.Files.ContainsKey(prefix + name)))
        {
            _remote.Add($"kustomization in '{session.Shown.Of(Path.Combine(content.Directory, inside))}'");
        }
        else
        {
            AddFiles(content, source["directory"] as JsonObject, prefix, files);
        }
    }

    private void AddFiles(PackageContent content, JsonObject? options, string prefix, KeyValuePair<string, ReadOnlyMemory<byte>>[] files)
    {
        var recurse = options?["recurse"] is JsonValue flag && flag.TryGetValue(out bool set) && set;
        var include = options is null ? string.Empty : ApplicationSources.Text(options, "include");
        var exclude = options is null ? string.Empty : ApplicationSources.Text(options, "exclude");
        var chosen = files.Where(file => IsChosen(file.Key, file.Key[prefix.Length..])).ToArray();

        // Parsing is nearly all the work of reading a package, and files do not depend on one another.
        foreach (var (manifests, mistakes) in chosen.AsParallel().AsOrdered().WithCancellation(session.Stop)
            .Select(file => ReadFile(Path.Combine(content.Directory, file.Key.Replace('/', Path.DirectorySeparatorChar)), file.Value)))
        {
            _manifests.AddRange(manifests);
            mistakes.ForEach(diagnostics.Add);
        }

        bool IsChosen(string path, string name) => ManifestFile.IsNamedLikeOne(path)
            && (recurse || !name.Contains('/', StringComparison.Ordinal))
            && (include.Length == 0 || Covers(include, name))
            && (exclude.Length == 0 || !Covers(exclude, name));
    }

    private (List<PackageManifest> Manifests, List<Diagnostic> Mistakes) ReadFile(string file, ReadOnlyMemory<byte> bytes)
    {
        var (manifests, mistakes) = (new List<PackageManifest>(), new List<Diagnostic>());
        var text = Encoding.UTF8.GetString(bytes.Span);
        if (text.Contains("+argocd:skip-file-rendering", StringComparison.Ordinal))
        {
            return (manifests, mistakes);
        }

        foreach (var document in session.Parse(text, session.Shown.Of(file), mistakes))
        {
            foreach (var manifest in ManifestDocuments.ManifestsOf(document))
            {
                ManifestChecks.Check(document, manifest, mistakes);
                manifests.Add(new PackageManifest(manifest, document.Span));
            }
        }

        return (manifests, mistakes);
    }

    // A pattern that is none covers nothing, as in Argo CD.
    private static bool Covers(string pattern, string name)
    {
        try
        {
            return Globs.IsMatch(pattern, name);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Normalize(string path)
    {
        var parts = path.Split('/').Where(part => part is not ("" or "."));
        var joined = string.Join('/', parts);
        return joined.Length == 0 ? string.Empty : joined + "/";
    }
}
