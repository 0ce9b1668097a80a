namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>A name that an expression refers to.</summary>
/// <param name="Path">The name with its members, such as <c>inputs.parameters.a</c>.</param>
/// <param name="Guarded">Whether it may be absent, because <c>??</c> or <c>?.</c> takes care of that.</param>
internal sealed record ReferencedName(string Path, bool Guarded);
