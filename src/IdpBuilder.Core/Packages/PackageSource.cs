namespace IdpBuilder.Packages;

/// <summary>One place to read packages from.</summary>
/// <param name="Path">A directory or a file, as the user gave it.</param>
/// <param name="Recurse">Whether directories below are searched too.</param>
/// <param name="Name">The package's name; empty for the one its files say.</param>
/// <param name="Namespace">Where the manifests of a directory without an Application go; empty for the package's name.</param>
public sealed record PackageSource(string Path, bool Recurse = false, string Name = "", string Namespace = "");
