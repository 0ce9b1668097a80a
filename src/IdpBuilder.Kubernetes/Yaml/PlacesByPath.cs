using System.Globalization;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Paths of values: RFC 6901 segments without the leading slash.</summary>
internal static class PlacesByPath
{
    public static string Below(string path, int index) => Join(path, index.ToString(CultureInfo.InvariantCulture));

    public static string Below(string path, string key) =>
        Join(path, key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    /// <summary>The place of the value at a path, or of the nearest value around it.</summary>
    public static SourceSpan Nearest(Dictionary<string, SourceSpan> places, string path)
    {
        for (var known = path; ;)
        {
            if (places.TryGetValue(known, out var place))
            {
                return place;
            }

            var parent = known.LastIndexOf('/');
            known = parent < 0 ? string.Empty : known[..parent];
        }
    }

    private static string Join(string path, string segment) => path.Length == 0 ? segment : $"{path}/{segment}";
}
