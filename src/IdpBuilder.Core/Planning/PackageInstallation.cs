using IdpBuilder.Execution.Steps;

namespace IdpBuilder.Planning;

/// <summary>A package and the steps that install it, in order.</summary>
/// <param name="Package">The package.</param>
/// <param name="Steps">The steps.</param>
public sealed record PackageInstallation(Package Package, IReadOnlyList<IInstallStep> Steps);
