using IdpBuilder.Git.Objects;

namespace IdpBuilder.Git.Pushing;

/// <summary>A branch that is to go from one commit to another.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Before">The commit that it is at; empty when there is no branch yet.</param>
/// <param name="Commit">The commit that it is to be at.</param>
/// <param name="Tree">What the commit holds.</param>
internal sealed record Push(string Branch, string Before, GitObject Commit, GitTree Tree)
{
    private const string NoCommit = "0000000000000000000000000000000000000000";

    /// <summary>The branch's full name.</summary>
    public string Reference => $"refs/heads/{Branch}";

    /// <summary>
    /// What is sent to <c>git-receive-pack</c>. The server moves the branch only if it still is where it was, and it has understood
    /// both of the capabilities asked for since 2009, so it need not be asked which ones it has.
    /// </summary>
    public byte[] ToBody() =>
    [
        .. PacketLine.Of($"{(Before.Length == 0 ? NoCommit : Before)} {Commit.Name} {Reference}\0report-status side-band-64k agent=idpbuilder\n"),
        .. PacketLine.End.Span,
        .. PackFile.Of([Commit, .. Tree.Objects]),
    ];
}
