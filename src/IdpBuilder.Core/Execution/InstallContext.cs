using System.Collections.Concurrent;
using IdpBuilder.Clusters;
using IdpBuilder.Reporting;

namespace IdpBuilder.Execution;

/// <summary>What the steps of one installation work with.</summary>
/// <param name="Connection">The cluster.</param>
/// <param name="Reporter">Is told what is done.</param>
/// <param name="Installation">The id of this installation, written on everything it applies.</param>
/// <param name="DependencyTimeout">How long a package waits for those it needs, and for what Argo CD is still busy with.</param>
public sealed record InstallContext(ClusterConnection Connection, IRunReporter Reporter, string Installation, TimeSpan DependencyTimeout)
{
    /// <summary>The commits published so far: repository → commit.</summary>
    public ConcurrentDictionary<string, string> Revisions { get; } = new(StringComparer.Ordinal);

    /// <summary>The state that steps left packages in, where they know it: package → state.</summary>
    public ConcurrentDictionary<string, PackageStatus> Left { get; } = new(StringComparer.Ordinal);

    /// <summary>Measures how long is waited.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Whether the sync of an earlier version is ended instead of waited for.</summary>
    public bool Force { get; init; }

    /// <summary>The names of repositories in this cluster's git server begin with this, as the Go tool's do.</summary>
    public string RepositoryPrefix => $"idpbuilder-{Connection.Cluster.Name}-";

    /// <summary>The address of each repository that <c>cnoe://</c> addresses mean.</summary>
    public async Task<IReadOnlyDictionary<string, string>> UrlsOfAsync(IReadOnlyDictionary<string, string> references, CancellationToken stop)
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (address, repository) in references)
        {
            urls[address] = await Connection.Git.UrlOfAsync(RepositoryPrefix + repository, stop).ConfigureAwait(false);
        }

        return urls;
    }
}
