using IdpBuilder.Packages.Remote;

namespace IdpBuilder.Packages;

/// <summary>One place to read packages from.</summary>
/// <param name="Path">A directory or a file, or the address of one, as the user gave it.</param>
/// <param name="Recurse">Whether directories below are searched too.</param>
/// <param name="Name">The package's name; empty for the one its files say.</param>
/// <param name="Namespace">Where the manifests of a directory without an Application go; empty for the package's name.</param>
public sealed record PackageSource(string Path, bool Recurse = false, string Name = "", string Namespace = "")
{
    /// <summary>Where it lies while it is read; null for a path of this machine.</summary>
    public SourceCheckout? Checkout { get; init; }

    /// <summary>The directory or file to read.</summary>
    public string Location => Checkout?.Location ?? Path;

    /// <summary>What its files are named after in messages.</summary>
    public string Shown => Checkout?.Address.Shown ?? Path;
}
