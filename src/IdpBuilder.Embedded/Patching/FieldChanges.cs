namespace IdpBuilder.Embedded.Patching;

/// <summary>What is different between two versions of an object.</summary>
/// <param name="Added">Fields that only the newer one has.</param>
/// <param name="Modified">Fields with another value.</param>
/// <param name="Removed">Fields that only the older one has.</param>
internal sealed record FieldChanges(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    public bool IsEmpty => Added.IsEmpty && Modified.IsEmpty && Removed.IsEmpty;

    /// <summary>The changes outside the given fields and what is below them.</summary>
    public FieldChanges Except(FieldSet ignored) => ignored.IsEmpty ? this : new(
        Added.RecursiveDifference(ignored), Modified.RecursiveDifference(ignored), Removed.RecursiveDifference(ignored));
}
