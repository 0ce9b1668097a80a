using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What a client wants to delete, and how.</summary>
/// <param name="Type">The type.</param>
/// <param name="Address">The object.</param>
internal sealed record DeleteRequest(ResourceType Type, ObjectAddress Address)
{
    /// <summary>What becomes of dependents; null for the type's own way.</summary>
    public DeletionPropagation? Propagation { get; init; }

    /// <summary>Seconds a Pod may take to end; null for its own.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Deletes only the object with this uid; null for any.</summary>
    public string? Uid { get; init; }

    /// <summary>Deletes only this version; null for any.</summary>
    public string? ResourceVersion { get; init; }

    public bool DryRun { get; init; }
}
