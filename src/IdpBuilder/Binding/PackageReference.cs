using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>An installed package as users give it: its name, or the object a cmdlet returned.</summary>
public sealed class PackageReference
{
    /// <summary>Names a package; wildcards are allowed.</summary>
    public PackageReference(string name) => Name = name;

    /// <summary>Takes a package's state.</summary>
    public PackageReference(PackageStatus package) => Name = package.Name;

    /// <summary>Takes either from what a pipeline carries.</summary>
    public PackageReference(PSObject value) => Name = value.BaseObject switch
    {
        PackageStatus status => status.Name,
        Package package => package.Name,
        string name => name,
        _ => throw CommandFailures.NotAPackage(value.BaseObject),
    };

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
