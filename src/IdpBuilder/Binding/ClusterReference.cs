using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>A cluster as users give it: its name, or the object a cmdlet returned.</summary>
public sealed class ClusterReference
{
    /// <summary>Names a cluster.</summary>
    public ClusterReference(string name) => Name = name;

    /// <summary>Takes a cluster.</summary>
    public ClusterReference(Cluster cluster)
    {
        Name = cluster.Name;
        Cluster = cluster;
    }

    /// <summary>Takes either from what a pipeline carries.</summary>
    public ClusterReference(PSObject value)
    {
        Cluster = value.BaseObject as Cluster;
        Name = Cluster?.Name ?? value.BaseObject as string ?? throw CommandFailures.NotACluster(value.BaseObject);
    }

    /// <summary>The cluster's name.</summary>
    public string Name { get; }

    /// <summary>The object, if one was given.</summary>
    public Cluster? Cluster { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
