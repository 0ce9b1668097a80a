namespace IdpBuilder.Packages.Reading;

/// <summary>Everything that was given: content may come from here, and from nowhere else.</summary>
internal sealed class GivenTree(IReadOnlyList<PackageSource> sources)
{
    private readonly string[] _roots = [.. sources.Select(source => RootOf(Path.GetFullPath(source.Checkout?.Root ?? source.Path)))];

    /// <summary>Whether a place, links followed, is part of what was given.</summary>
    public bool Holds(string path) => PathTree.Real(path) is { } real && Array.Exists(_roots, root => PathTree.Contains(root, real));

    /// <summary>A directory seen from the part of what was given that holds it, the same on every machine.</summary>
    public string RelativeOf(string path)
    {
        var real = PathTree.Real(path) ?? path;
        var root = _roots.Where(root => PathTree.Contains(root, real)).MaxBy(root => root.Length);
        return root is null ? real : Path.GetRelativePath(root, real);
    }

    private static string RootOf(string path)
    {
        var directory = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        return PathTree.Real(directory) ?? directory;
    }
}
