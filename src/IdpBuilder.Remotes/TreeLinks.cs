using System.Text;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Follows symbolic links within a tree, as a file system would.</summary>
internal sealed class TreeLinks(Tree root)
{
    private const int MostLinks = 40;

    /// <summary>What a link leads to in the end: no entry when there is nothing, or when it leads outside.</summary>
    /// <param name="path">The link, with <c>/</c>.</param>
    public (TreeEntry? Entry, string Path, bool LeadsOutside) Follow(string path)
    {
        var ahead = new Stack<string>(path.Split('/').AsEnumerable().Reverse());
        var way = new Stack<TreeEntry>();
        var links = 0;
        while (ahead.TryPop(out var name))
        {
            if (name is "" or ".")
            {
                continue;
            }

            if (name == "..")
            {
                if (!way.TryPop(out _))
                {
                    return (null, string.Empty, true);
                }

                continue;
            }

            var directory = way.TryPeek(out var last) ? last.Target as Tree : root;
            if (directory?[name] is not { } entry)
            {
                return (null, string.Empty, false);
            }

            if (entry.Mode != Mode.SymbolicLink)
            {
                way.Push(entry);
                continue;
            }

            var target = ((Blob)entry.Target).GetContentText(Encoding.UTF8);
            if (target.StartsWith('/') || ++links > MostLinks)
            {
                return (null, string.Empty, target.StartsWith('/'));
            }

            foreach (var part in target.Split('/').AsEnumerable().Reverse())
            {
                ahead.Push(part);
            }
        }

        return (way.TryPeek(out var found) ? found : null, string.Join('/', way.Reverse().Select(entry => entry.Name)), false);
    }
}
