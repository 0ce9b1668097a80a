namespace IdpBuilder.Clusters;

/// <summary>The user's kubeconfig, in which other tools find clusters.</summary>
public interface IKubeconfig
{
    /// <summary>Refuses a file to which nothing could be written; changes nothing in it.</summary>
    /// <param name="path">The file; empty for the one that kubectl would write.</param>
    /// <param name="stop">Cancels waiting for another writer.</param>
    /// <returns>The path of the file that would be written.</returns>
    Task<string> CheckAsync(string path, CancellationToken stop);

    /// <summary>Writes a cluster, its user and its context, replacing those of the same name and keeping everything else.</summary>
    /// <param name="entry">The cluster.</param>
    /// <param name="path">The file; empty for the one that kubectl would write.</param>
    /// <param name="stop">Cancels waiting for another writer.</param>
    /// <returns>The path of the file.</returns>
    Task<string> AddAsync(KubeconfigEntry entry, string path, CancellationToken stop);

    /// <summary>Removes the cluster, user and context of a name; false when there was none, or when it is that of another process that lives.</summary>
    /// <param name="name">The context's name.</param>
    /// <param name="path">The file; empty for every file that kubectl would read.</param>
    /// <param name="stop">Cancels waiting for another writer.</param>
    Task<bool> RemoveAsync(string name, string path, CancellationToken stop);

    /// <summary>Removes the entries of processes that were killed before they could, from every file that kubectl would read.</summary>
    /// <param name="stop">Cancels waiting for another writer.</param>
    /// <returns>The names of the contexts.</returns>
    Task<IReadOnlyList<string>> RemoveEndedAsync(CancellationToken stop);
}
