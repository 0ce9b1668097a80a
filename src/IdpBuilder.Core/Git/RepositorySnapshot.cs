namespace IdpBuilder.Git;

/// <summary>The content of a repository at one revision.</summary>
/// <param name="Revision">The commit that the asked-for revision stands for.</param>
/// <param name="Files">The files by their path from the root, with <c>/</c> between its parts.</param>
public sealed record RepositorySnapshot(string Revision, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files)
{
    /// <summary>The paths of those files that may be run as programs.</summary>
    public IReadOnlySet<string> Executables { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
