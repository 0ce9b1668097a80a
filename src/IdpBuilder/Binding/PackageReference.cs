using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>Installed packages as users give them: a name, the object a cmdlet returned, or a cluster, which means all that are in it.</summary>
public sealed class PackageReference
{
    /// <summary>Names a package; wildcards are allowed.</summary>
    public PackageReference(string name) => Name = name;

    /// <summary>Takes a package's state.</summary>
    public PackageReference(PackageStatus package) => (Name, Cluster) = (package.Name, package.Cluster);

    /// <summary>Takes all packages of a cluster.</summary>
    public PackageReference(Cluster cluster) => (Name, Cluster, IsWholeCluster) = ("*", cluster.Name, true);

    /// <summary>Takes any of these from what a pipeline carries.</summary>
    public PackageReference(PSObject value) => (Name, Cluster, IsWholeCluster) = value.BaseObject switch
    {
        PackageStatus status => (status.Name, status.Cluster, false),
        Package package => (package.Name, string.Empty, false),
        Cluster cluster => ("*", cluster.Name, true),
        string name => (name, string.Empty, false),
        _ => throw CommandFailures.NotAPackage(value.BaseObject),
    };

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name of the cluster that the object is from; empty for a name.</summary>
    public string Cluster { get; } = string.Empty;

    /// <summary>Whether a cluster was given: all its packages are meant.</summary>
    public bool IsWholeCluster { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
