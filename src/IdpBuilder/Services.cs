using IdpBuilder.Clusters;

namespace IdpBuilder;

/// <summary>The composition root: the one place where ports get their adapters.</summary>
internal static class Services
{
    /// <summary>The providers of this version.</summary>
    public static IReadOnlyList<IClusterProvider> Providers() => [];
}
