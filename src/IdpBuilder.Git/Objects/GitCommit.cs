using System.Globalization;
using System.Text;

namespace IdpBuilder.Git.Objects;

/// <summary>Makes commits.</summary>
internal static class GitCommit
{
    private const string Author = "idpbuilder <idpbuilder-agent@cnoe.io>";

    /// <summary>A commit of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="parent">The commit before it; empty for none.</param>
    /// <param name="message">The commit message.</param>
    /// <param name="time">When it is made.</param>
    public static GitObject Of(GitObject tree, string parent, string message, DateTimeOffset time)
    {
        var when = $"{time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000";
        var text = new StringBuilder($"tree {tree.Name}\n");
        if (parent.Length > 0)
        {
            text.Append("parent ").Append(parent).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"author {Author} {when}\ncommitter {Author} {when}\n\n{message.TrimEnd()}\n");
        return new GitObject(GitObjectType.Commit, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
