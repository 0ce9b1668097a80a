using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;

namespace IdpBuilder.Errors;

/// <summary>The failures of installing and removing packages.</summary>
internal static class InstallFailures
{
    /// <summary>A claim or volume that cannot be kept, because what would keep it is said by the package itself.</summary>
    public static IdpException DataHasSyncOptions(Manifest data, string options) => new(
        "DataHasSyncOptions", FailureKind.InvalidOperation,
        $"{data} cannot be kept by -KeepData: its manifest has sync options of its own ('{options}'), which Argo CD would put back. Nothing was removed. "
        + $"Add Delete=false to the annotation {ArgoAnnotations.SyncOptions} in the package, run Update-IdpPackage, then Uninstall-IdpPackage.",
        data);

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

    /// <summary>Argo CD did not come to an end with what it was doing.</summary>
    public static IdpException ApplicationBusy(Package package, string application, TimeSpan timeout, WaitVerdict? lastSeen, Exception inner) => new(
        "ApplicationBusy", FailureKind.TimedOut,
        $"The package '{package.Name}' was not installed: after {timeout.ToString("c", CultureInfo.InvariantCulture)} Argo CD was still busy with an earlier version "
        + $"of its Application '{application}' ({lastSeen?.Seen ?? "the cluster had not told its state yet"}). "
        + "End that with Install-IdpPackage -Force, wait longer with -Timeout, or see with Get-IdpWorkflow what it waits for.",
        package.Name, inner);
}
