using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that works on one cluster.</summary>
public abstract class ClusterCommand : ModuleCommand
{
    /// <summary>The cluster: its name or its object. Without it, the only cluster there is.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public ClusterReference? Cluster { get; set; }

    /// <summary>Opens the cluster that was given, or the only one.</summary>
    private protected Task<ClusterConnection> ConnectAsync(CancellationToken stop) => State.ConnectAsync(Cluster, stop);
}
