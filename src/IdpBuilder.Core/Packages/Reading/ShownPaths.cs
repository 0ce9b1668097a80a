using IdpBuilder.Packages.Remote;

namespace IdpBuilder.Packages.Reading;

/// <summary>Names files in diagnostics as the user named what they are part of.</summary>
internal sealed class ShownPaths(IReadOnlyList<PackageSource> sources)
{
    private readonly (string Full, string Shown)[] _roots =
        [.. sources.SelectMany(RootsOf).OrderByDescending(root => root.Full.Length)];

    /// <summary>The name for a file or directory.</summary>
    public string Of(string path)
    {
        foreach (var (full, shown) in _roots)
        {
            if (PathTree.Contains(full, path))
            {
                var relative = Path.GetRelativePath(full, path);
                return relative == "." ? shown
                    : RemoteAddress.IsOne(shown) ? $"{shown}/{relative.Replace('\\', '/')}"
                    : Path.Combine(shown, relative);
            }
        }

        return path;
    }

    // Of a repository more may be named than what was asked for.
    private static IEnumerable<(string Full, string Shown)> RootsOf(PackageSource source) => source.Checkout is { } checkout
        ? [(checkout.Location, checkout.Address.Shown), (checkout.Root, checkout.Address.Revision.Url + "/")]
        : [(Path.GetFullPath(source.Path), source.Path)];
}
