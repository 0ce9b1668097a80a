namespace IdpBuilder.Packages;

/// <summary>A local directory that a package serves to Argo CD from the platform's git server.</summary>
/// <param name="Repository">The repository's name inside the platform, without the cluster's prefix: <c>application-directory</c>.</param>
/// <param name="Directory">The directory, in full.</param>
/// <param name="Files">Every file, placeholders filled in: path with forward slashes → bytes.</param>
/// <param name="References">Of files that hold Applications themselves: path → each <c>cnoe://</c> address in it → the repository that serves it.</param>
public sealed record PackageContent(
    string Repository,
    string Directory,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> References)
{
    /// <summary>The paths of those files that may be run as programs.</summary>
    public IReadOnlySet<string> Executables { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
