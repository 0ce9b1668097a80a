namespace IdpBuilder.Packages;

/// <summary>What reading packages depends on beside their files.</summary>
/// <param name="Platform">What the built-in placeholders say.</param>
/// <param name="Parameters">The values given, by parameter name.</param>
/// <param name="Installed">The packages that are in the cluster already; null when there is no cluster to ask.</param>
public sealed record PackageReadOptions(
    PlatformFacts Platform,
    IReadOnlyDictionary<string, object?> Parameters,
    IReadOnlySet<string>? Installed = null)
{
    /// <summary>No parameters, the default platform and no cluster.</summary>
    public static PackageReadOptions Default { get; } = new(PlatformFacts.Default, new Dictionary<string, object?>());
}
