using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>What one reading of packages shares.</summary>
internal sealed class ReadingSession(IManifestReader reader, IReadOnlyList<PackageSource> sources, PackageReadOptions options, CancellationToken stop)
{
    /// <summary>Reads YAML and JSON.</summary>
    public IManifestReader Reader => reader;

    /// <summary>What was asked for.</summary>
    public PackageReadOptions Options { get; } = options;

    /// <summary>Where content may come from.</summary>
    public GivenTree Given { get; } = new(sources);

    /// <summary>How paths are named in diagnostics.</summary>
    public ShownPaths Shown { get; } = new(sources);

    /// <summary>The names of repositories, so that no two directories get the same.</summary>
    public RepositoryNames Repositories { get; } = new();

    /// <summary>The names of all parameters that any package declares.</summary>
    public HashSet<string> DeclaredParameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Cancelled when the user stopped the reading.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The documents of a text. May be called by several threads.</summary>
    public IReadOnlyList<ManifestDocument> Parse(string text, string shownAs, ICollection<Diagnostic> diagnostics)
    {
        stop.ThrowIfCancellationRequested();
        return reader.Read(text, shownAs, diagnostics);
    }

    /// <summary>Ends the reading when the user stopped it.</summary>
    public void ThrowIfStopped() => stop.ThrowIfCancellationRequested();
}
