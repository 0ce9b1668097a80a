namespace IdpBuilder.Embedded.Patching;

/// <summary>Who writes, for <c>managedFields</c>.</summary>
/// <param name="Manager">The name; empty for <c>unknown</c>.</param>
/// <param name="ApiVersion">The version the writer speaks.</param>
/// <param name="Time">When.</param>
/// <param name="Subresource">The part written, such as <c>status</c>; empty for the object itself.</param>
internal sealed record FieldWriter(string Manager, string ApiVersion, DateTimeOffset Time, string Subresource = "")
{
    /// <summary>Fields whose changes the server does not take from this writer; see <see cref="ResetFields"/>.</summary>
    public FieldSet Ignored { get; init; } = FieldSet.Empty;
}
