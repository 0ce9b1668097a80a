namespace IdpBuilder.Embedded.Patching;

/// <summary>A field that another writer owns and that an apply would change.</summary>
/// <param name="Owner">The other writer, as messages name it.</param>
/// <param name="Field">The field's path, such as <c>.spec.replicas</c>.</param>
internal sealed record ApplyConflict(string Owner, string Field)
{
    /// <summary>The cause's text in a Status.</summary>
    public string Message => $"conflict with {Owner}";
}
