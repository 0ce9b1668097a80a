namespace IdpBuilder.Packages.Reading;

/// <summary>Names files in diagnostics as the user named what they are part of.</summary>
internal sealed class ShownPaths(IReadOnlyList<PackageSource> sources)
{
    private readonly (string Full, string Shown)[] _roots =
        [.. sources.Select(source => (Path.GetFullPath(source.Path), source.Path)).OrderByDescending(root => root.Item1.Length)];

    /// <summary>The name for a file or directory.</summary>
    public string Of(string path)
    {
        foreach (var (full, shown) in _roots)
        {
            if (PathTree.Contains(full, path))
            {
                var relative = Path.GetRelativePath(full, path);
                return relative == "." ? shown : Path.Combine(shown, relative);
            }
        }

        return path;
    }
}
