using IdpBuilder.Errors;
using IdpBuilder.Reporting;

namespace IdpBuilder.Clusters;

/// <summary>Makes clusters of one kind and finds them again.</summary>
public interface IClusterProvider : IAsyncDisposable
{
    /// <summary>The kind.</summary>
    ClusterProvider Kind { get; }

    /// <summary>
    /// Makes a cluster and returns when its API and the core packages are ready; on failure or cancellation nothing is left. One that is
    /// to be replaced goes only after everything that can be looked at beforehand was found to be right.
    /// </summary>
    Task<Cluster> CreateAsync(ClusterSpec spec, IRunReporter reporter, CancellationToken stop);

    /// <summary>Fails where no cluster can be made at all, such as without an engine.</summary>
    Task RequireAsync(CancellationToken stop) => Task.CompletedTask;

    /// <summary>The clusters of this kind that exist now, as they were last seen.</summary>
    /// <param name="reporter">Is told when they cannot be looked for, which is no failure: those of other kinds count all the same.</param>
    /// <param name="stop">Cancelled by the user.</param>
    Task<IReadOnlyList<Cluster>> ListAsync(IRunReporter? reporter, CancellationToken stop);

    /// <summary>A listed cluster as it is at this moment; asks it where its state may have changed by itself.</summary>
    Task<Cluster> InspectAsync(Cluster cluster, CancellationToken stop) => Task.FromResult(cluster);

    /// <summary>Opens a cluster; the same connection is returned while the cluster lives.</summary>
    Task<ClusterConnection> ConnectAsync(string name, CancellationToken stop);

    /// <summary>Removes a cluster with everything that belongs to it; false when there was none.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken stop);

    /// <summary>Starts a cluster that was stopped; returns when it can be used again.</summary>
    Task<Cluster> StartAsync(Cluster cluster, IRunReporter reporter, CancellationToken stop) => throw ClusterFailures.NotStoppable(cluster.Name, Kind);

    /// <summary>Stops a cluster; what is in it is kept.</summary>
    Task<Cluster> StopAsync(Cluster cluster, CancellationToken stop) => throw ClusterFailures.NotStoppable(cluster.Name, Kind);

    /// <summary>Brings images to every node, so that pods need no registry for them; nodes that have one already are left out.</summary>
    Task<IReadOnlyList<ClusterImage>> ImportAsync(Cluster cluster, ImageSource images, IRunReporter reporter, CancellationToken stop) =>
        throw ClusterFailures.NoNodes(cluster.Name, Kind);
}
