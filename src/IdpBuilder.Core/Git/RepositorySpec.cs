namespace IdpBuilder.Git;

/// <summary>The wanted content of a repository.</summary>
/// <param name="Name">The repository's name, made of lower-case letters, digits and dashes.</param>
/// <param name="Files">The whole content: path with forward slashes → bytes.</param>
/// <param name="Message">The commit message.</param>
public sealed record RepositorySpec(string Name, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, string Message)
{
    /// <summary>The paths of those files that may be run as programs.</summary>
    public IReadOnlySet<string> Executables { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
