namespace IdpBuilder.Git;

/// <summary>Gives the actors what git repositories contain, as Argo CD's repository server does.</summary>
public interface IRepositoryReader
{
    /// <summary>The content at a revision; null when there is no such repository or no such revision.</summary>
    /// <param name="url">The URL as an Application or ApplicationSet writes it.</param>
    /// <param name="revision">A branch, tag, commit or <c>HEAD</c>; empty means <c>HEAD</c>.</param>
    /// <param name="stop">Cancelled when the cluster is removed.</param>
    ValueTask<RepositorySnapshot?> ReadAsync(string url, string revision, CancellationToken stop);
}
