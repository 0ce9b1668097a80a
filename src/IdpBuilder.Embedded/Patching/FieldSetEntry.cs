namespace IdpBuilder.Embedded.Patching;

/// <summary>One step of a set of fields.</summary>
/// <param name="Element">The step's text.</param>
/// <param name="IsMember">Whether the field itself is in the set.</param>
/// <param name="Children">The fields of the set below it; null, never empty, when there are none.</param>
internal sealed record FieldSetEntry(string Element, bool IsMember, FieldSet? Children);
