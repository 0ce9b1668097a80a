using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that works on one cluster.</summary>
public abstract class ClusterCommand : ModuleCommand
{
    /// <summary>The cluster: its name or its object. Without it, the cluster of the object that was given, else the only one there is.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public ClusterReference? Cluster { get; set; }

    /// <summary>Opens the cluster that was given, or the only one.</summary>
    private protected Task<ClusterConnection> ConnectAsync(CancellationToken stop) => State.ConnectAsync(Cluster, stop);

    /// <summary>Opens the cluster that was given, or each that the things are from, or the only one.</summary>
    /// <param name="things">What is to be worked on.</param>
    /// <param name="clusterOf">The name of the cluster that a thing is from; empty when it does not say.</param>
    /// <param name="stop">Cancelled by the user.</param>
    private protected async Task<IReadOnlyList<(ClusterConnection Cluster, IReadOnlyList<T> Things)>> ConnectAsync<T>(
        IEnumerable<T> things, Func<T, string> clusterOf, CancellationToken stop)
    {
        var groups = new List<(ClusterConnection, IReadOnlyList<T>)>();
        foreach (var group in things.GroupBy(thing => Cluster is null ? clusterOf(thing) : string.Empty, StringComparer.OrdinalIgnoreCase))
        {
            var reference = group.Key.Length > 0 ? new ClusterReference(group.Key) : Cluster;
            groups.Add((await State.ConnectAsync(reference, stop).ConfigureAwait(false), [.. group]));
        }

        return groups;
    }
}
