namespace IdpBuilder.Packages;

/// <summary>What was read from one or more sources.</summary>
/// <param name="Packages">The packages; of those that override one another only the last.</param>
/// <param name="Diagnostics">Everything found wrong or noteworthy, whether it belongs to a package or not.</param>
public sealed record PackageSet(IReadOnlyList<Package> Packages, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether anything stands in the way of installing.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
