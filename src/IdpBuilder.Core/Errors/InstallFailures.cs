using IdpBuilder.Waiting;

namespace IdpBuilder.Errors;

/// <summary>The failures of installing and removing packages.</summary>
internal static class InstallFailures
{
    /// <summary>A package that another one needs is not going to be ready.</summary>
    public static IdpException DependencyFailed(Package package, string needed, WaitVerdict verdict) => new(
        "PackageDependencyFailed", FailureKind.Failed,
        $"The package '{package.Name}' was not installed: '{needed}', which it depends on, failed: {string.Join(" → ", verdict.Causes)}. "
        + $"Mend '{needed}' (see Get-IdpPackageResource {needed}), then install '{package.Name}' again.",
        package.Name);

    /// <summary>A package that another one needs could not be installed.</summary>
    public static IdpException DependencyNotInstalled(Package package, string needed, Exception inner) => new(
        "PackageDependencyFailed", FailureKind.Failed,
        $"The package '{package.Name}' was not installed: '{needed}', which it depends on, could not be installed. "
        + "See the error about that package; then run Install-IdpPackage again.",
        package.Name, inner);
}
