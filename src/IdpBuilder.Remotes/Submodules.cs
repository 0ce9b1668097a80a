using IdpBuilder.Errors;
using IdpBuilder.Packages.Remote;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Tells from <c>.gitmodules</c> where the repositories within a repository come from.</summary>
internal static class Submodules
{
    private const int Deepest = 10;

    /// <summary>The revision that belongs to a place.</summary>
    /// <param name="tree">The tree with the place.</param>
    /// <param name="url">The repository of the tree.</param>
    /// <param name="place">The place.</param>
    /// <param name="depth">How many repositories are around it.</param>
    public static RemoteRevision Of(Tree tree, string url, SubmodulePlace place, int depth)
    {
        if (depth >= Deepest)
        {
            throw RemoteFailures.Unsafe(url, place.Path, $"submodules are followed {Deepest} deep.");
        }

        var definition = (tree[".gitmodules"]?.Target as Blob)?.GetContentText() ?? string.Empty;
        var address = UrlOf(definition, place.Path) ?? throw RemoteFailures.Unsafe(url, place.Path, ".gitmodules does not say where this submodule comes from.");

        // Addresses such as ../other.git are seen from the repository's own.
        var full = address.StartsWith("./", StringComparison.Ordinal) || address.StartsWith("../", StringComparison.Ordinal)
            ? new Uri(new Uri(url + "/"), address).AbsoluteUri
            : address;
        var revision = RemoteAddress.Parse(full).Revision with { Reference = place.Commit };

        // What a server names must not make this machine read its own files.
        return new Uri(revision.Url).Scheme == Uri.UriSchemeFile && new Uri(url).Scheme != Uri.UriSchemeFile
            ? throw RemoteFailures.Unsafe(url, place.Path, "this submodule names a directory of this machine.")
            : revision;
    }

    private static string? UrlOf(string definition, string path)
    {
        string? seenPath = null, seenUrl = null;
        foreach (var line in definition.Split('\n').Select(line => line.Trim()).Append("["))
        {
            if (line.StartsWith('['))
            {
                if (seenPath == path && seenUrl is not null)
                {
                    return seenUrl;
                }

                (seenPath, seenUrl) = (null, null);
            }
            else if (line.Split('=', 2, StringSplitOptions.TrimEntries) is [var key, var value])
            {
                seenPath = key == "path" ? value.Trim('"') : seenPath;
                seenUrl = key == "url" ? value.Trim('"') : seenUrl;
            }
        }

        return null;
    }
}
