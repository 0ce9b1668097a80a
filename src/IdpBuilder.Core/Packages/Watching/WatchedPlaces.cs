using IdpBuilder.Packages.Reading;
using IdpBuilder.Packages.Remote;

namespace IdpBuilder.Packages.Watching;

/// <summary>Finds the places on which packages depend: where they are read from, and the directories that they publish.</summary>
public static class WatchedPlaces
{
    /// <summary>The places of packages, none of them within another. What does not exist cannot be watched and is left out.</summary>
    /// <param name="sources">Where they are read from.</param>
    /// <param name="set">What was read there.</param>
    public static IReadOnlySet<WatchedPlace> Of(IEnumerable<PackageSource> sources, PackageSet set)
    {
        var all = sources.Where(source => !RemoteAddress.IsOne(source.Path)).Select(PlaceOf).Concat(set.Packages.SelectMany(package => package.Contents).Select(content => new WatchedPlace(content.Directory, true, string.Empty)))
            .Where(place => Directory.Exists(place.Directory))
            .Distinct()
            .ToList();
        return all.Where(place => !all.Exists(other => other != place && Covers(other, place))).ToHashSet();
    }

    private static WatchedPlace PlaceOf(PackageSource source)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source.Path));
        return Directory.Exists(path)
            ? new WatchedPlace(path, source.Recurse, string.Empty)
            : new WatchedPlace(Path.GetDirectoryName(path) ?? path, false, Path.GetFileName(path));
    }

    private static bool Covers(WatchedPlace other, WatchedPlace place) => PathTree.Comparer.Equals(other.Directory, place.Directory)
        ? other.File.Length == 0 && (other.Below || !place.Below)
        : other.Below && PathTree.Contains(other.Directory, place.Directory);
}
