namespace IdpBuilder.Planning;

/// <summary>A package with everything that its Applications deploy.</summary>
/// <param name="Package">The package.</param>
/// <param name="Applications">Its Applications by name, rendered, in their order.</param>
public sealed record DirectPackage(Package Package, IReadOnlyList<KeyValuePair<string, PlannedPackage>> Applications);
