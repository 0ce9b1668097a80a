namespace IdpBuilder.Platform;

/// <summary>A file of a core package that upstream publishes.</summary>
/// <param name="Path">Where it belongs in the package's folder.</param>
/// <param name="Address">Where it is downloaded from.</param>
/// <param name="Sha256">The digest of its content, 64 lower-case hexadecimal digits: anything else is refused.</param>
public sealed record CorePackageFile(string Path, Uri Address, string Sha256);
