namespace IdpBuilder.Manifests;

/// <summary>How an object is deleted.</summary>
/// <param name="Propagation">What becomes of its dependents.</param>
/// <param name="GracePeriodSeconds">Seconds until a Pod is killed; null for the object's own.</param>
/// <param name="Uid">Deletes only the object with this uid; empty for any.</param>
/// <param name="ResourceVersion">Deletes only this version; empty for any.</param>
/// <param name="DryRun">Whether the server only says what it would do.</param>
public sealed record DeletionOptions(
    DeletionPropagation Propagation = DeletionPropagation.Background,
    int? GracePeriodSeconds = null,
    string Uid = "",
    string ResourceVersion = "",
    bool DryRun = false)
{
    /// <summary>Background propagation without preconditions.</summary>
    public static DeletionOptions Default { get; } = new();
}
