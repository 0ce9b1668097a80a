namespace IdpBuilder.Sync;

/// <summary>What an Application wants on its destination namespace.</summary>
/// <param name="Labels">The labels.</param>
/// <param name="Annotations">The annotations.</param>
public sealed record ManagedNamespaceMetadata(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations);
