namespace IdpBuilder.Embedded.Patching;

/// <summary>The fields that nobody comes to own through an address that does not store them.</summary>
internal static class ResetFields
{
    private static readonly FieldSet Status = FieldSet.Of(["f:status"]);
    private static readonly FieldSet Spec = FieldSet.Of(["f:spec"]);

    /// <summary>The fields to ignore.</summary>
    /// <param name="hasStatus">Whether the type's status has an address of its own.</param>
    /// <param name="subresource">The part written; empty for the object itself.</param>
    public static FieldSet For(bool hasStatus, string subresource) =>
        !hasStatus ? FieldSet.Empty
        : subresource.Length == 0 ? Status
        : subresource == "status" ? Spec
        : FieldSet.Empty;
}
