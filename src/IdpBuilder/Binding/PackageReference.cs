using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>An installed package as users give it: its name, or the object a cmdlet returned.</summary>
public sealed class PackageReference
{
    /// <summary>Names a package; wildcards are allowed.</summary>
    public PackageReference(string name) => Name = name;

    /// <summary>Takes a package's state.</summary>
    public PackageReference(PackageStatus package) => (Name, Cluster) = (package.Name, package.Cluster);

    /// <summary>Takes either from what a pipeline carries.</summary>
    public PackageReference(PSObject value) => (Name, Cluster) = value.BaseObject switch
    {
        PackageStatus status => (status.Name, status.Cluster),
        Package package => (package.Name, string.Empty),
        string name => (name, string.Empty),
        _ => throw CommandFailures.NotAPackage(value.BaseObject),
    };

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name of the cluster that the object is from; empty for a name.</summary>
    public string Cluster { get; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
