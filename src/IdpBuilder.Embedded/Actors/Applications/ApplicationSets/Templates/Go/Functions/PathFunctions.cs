namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Taking paths apart; they have forward slashes wherever this runs.</summary>
internal static class PathFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Of<string>("base", Base),
        GoFunction.Of<string>("dir", Directory),
        GoFunction.Of<string>("ext", Extension),
        GoFunction.Of<string>("clean", Clean),
        GoFunction.Of<string>("isAbs", path => path.StartsWith('/')),
    ];

    /// <summary>The last part of a path; <c>.</c> for an empty one.</summary>
    public static string Base(string path)
    {
        var trimmed = path.TrimEnd('/');
        return (path.Length, trimmed.Length) switch
        {
            (0, _) => ".",
            (_, 0) => "/",
            _ => trimmed[(trimmed.LastIndexOf('/') + 1)..],
        };
    }

    /// <summary>All but the last part of a path; <c>.</c> when there is no more.</summary>
    public static string Directory(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    private static string Extension(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? string.Empty : name[dot..];
    }

    private static string Clean(string path)
    {
        var isRooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(part => part.Length > 0 && part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (!isRooted)
            {
                parts.Add(part);
            }
        }

        var clean = (isRooted ? "/" : string.Empty) + string.Join('/', parts);
        return clean.Length == 0 ? "." : clean;
    }
}
