using System.Text;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Follows symbolic links within a tree, as a file system would.</summary>
internal sealed class TreeLinks(Tree root)
{
    private const int MostLinks = 40;

    private static readonly (TreeEntry?, string, bool) Nothing = (null, string.Empty, false);
    private static readonly (TreeEntry?, string, bool) Outside = (null, string.Empty, true);

    /// <summary>What a link leads to in the end: no entry when there is nothing, or when it leads outside.</summary>
    /// <param name="path">The link, with <c>/</c>.</param>
    public (TreeEntry? Entry, string Path, bool LeadsOutside) Follow(string path)
    {
        var (ahead, way, links) = (new Stack<string>(), new Stack<TreeEntry>(), 0);
        Push(ahead, path);
        while (ahead.TryPop(out var name))
        {
            if (name == "..")
            {
                if (!way.TryPop(out _))
                {
                    return Outside;
                }
            }
            else if (name is not ("" or "."))
            {
                var directory = way.TryPeek(out var last) ? last.Target as Tree : root;
                if (directory?[name] is not { } entry || (entry.Mode == Mode.SymbolicLink && ++links > MostLinks))
                {
                    return Nothing;
                }

                if (entry.Mode != Mode.SymbolicLink)
                {
                    way.Push(entry);
                }
                else if (!Push(ahead, ((Blob)entry.Target).GetContentText(Encoding.UTF8)))
                {
                    return Outside;
                }
            }
        }

        return (way.TryPeek(out var found) ? found : null, string.Join('/', way.Reverse().Select(entry => entry.Name)), false);
    }

    private static bool Push(Stack<string> ahead, string path)
    {
        foreach (var part in path.Split('/').AsEnumerable().Reverse())
        {
            ahead.Push(part);
        }

        return !path.StartsWith('/');
    }
}
