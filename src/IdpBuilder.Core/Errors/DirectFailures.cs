using System.Globalization;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Errors;

/// <summary>The failures of applying packages without Argo CD.</summary>
public static class DirectFailures
{
    /// <summary>Another run has the package.</summary>
    public static IdpException Busy(string package, string holder, TimeSpan timeout) => new(
        "PackageBusy",
        FailureKind.InvalidOperation,
        $"The package '{package}' was left as it is: '{holder}' has been changing it for longer than {timeout.ToString("c", CultureInfo.InvariantCulture)}. "
        + "Wait longer with -Timeout; a run that was killed gives way after a few seconds.",
        package);

    /// <summary>The lease could not be renewed.</summary>
    public static IdpException LeaseLost(string package, bool removes) => new(
        "PackageLeaseLost",
        FailureKind.Unreachable,
        $"{Doing(package, removes)} was broken off: the cluster did not answer for so long that another run may have taken the package over. Run {Command(removes)} again; it goes on where this one ended.",
        package);

    /// <summary>The cluster does not answer any more.</summary>
    public static IdpException ClusterGone(string package, bool removes, string waitsFor, Exception inner) => new(
        "ClusterGone",
        FailureKind.Unreachable,
        $"The cluster went away while {(removes ? "removing" : "applying")} '{package}'. Last seen: {Last(waitsFor)}. "
        + $"See which clusters there are with Get-IdpCluster; if it comes back, run {Command(removes)} again, which goes on where this one ended.",
        package,
        inner);

    /// <summary>The cluster has no such type.</summary>
    public static IdpException TypeMissing(Manifest manifest) => new(
        "ResourceTypeUnknown",
        FailureKind.NotFound,
        $"The cluster does not serve {manifest.Kind} of '{manifest.ApiVersion}'. Install the package that brings its CustomResourceDefinition first.",
        manifest);

    /// <summary>Applying failed.</summary>
    public static IdpException Failed(string package, DirectOperation operation) => new(
        "PackageSyncFailed", FailureKind.Failed, FailedSentence(package, removes: false, operation), package);

    /// <summary>Removing failed.</summary>
    public static IdpException RemovalFailed(string package, DirectOperation operation) => new(
        "PackageRemovalFailed", FailureKind.Failed, FailedSentence(package, removes: true, operation), package);

    /// <summary>Time is over; the record says how far it came.</summary>
    public static IdpException TimedOut(string package, bool removes, TimeSpan timeout, string waitsFor) => new(
        "WaitTimedOut",
        FailureKind.TimedOut,
        $"{Doing(package, removes)} timed out after {timeout.ToString("c", CultureInfo.InvariantCulture)}: {Last(waitsFor)}. Run {Command(removes)} again to go on, or wait longer with -Timeout.",
        package);

    /// <summary>What only Argo CD can do.</summary>
    public static IdpException Unsupported(string package, IReadOnlyList<string> reasons) => new(
        "PackageNotDirect",
        FailureKind.NotSupported,
        $"The package '{package}' cannot be applied without Argo CD: {string.Join("; ", reasons)}. Install it without -Direct.",
        package);

    /// <summary>The package is installed in the other way.</summary>
    public static IdpException InstalledOtherwise(string package, bool byArgo) => new(
        "PackageInstalledOtherwise",
        FailureKind.InvalidOperation,
        byArgo
            ? $"The package '{package}' was left as it is: Argo CD deploys it already, and would undo what another writes. Install it without -Direct, or remove it first with Uninstall-IdpPackage."
            : $"The package '{package}' was left as it is: it was applied without Argo CD. Install it with -Direct, or remove it first with Uninstall-IdpPackage.",
        package);

    private static string FailedSentence(string package, bool removes, DirectOperation operation) =>
        $"{Doing(package, removes)} failed: {string.Join("; ", Reasons(operation))}. Mend it, then run {Command(removes)} again; see Get-IdpPackage {package}.";

    private static string Doing(string package, bool removes) => $"{(removes ? "Removing" : "Applying")} '{package}'";

    private static string Command(bool removes) => removes ? "Uninstall-IdpPackage" : "Install-IdpPackage -Direct";

    private static string Last(string waitsFor) => waitsFor.Length == 0 ? "nothing had been applied yet" : waitsFor.TrimEnd('.');

    private static IEnumerable<string> Reasons(DirectOperation operation)
    {
        var failed = operation.Results.Where(result => result.Code == SyncResultCode.SyncFailed || result.State is OperationPhase.Failed or OperationPhase.Error)
            .Select(result => $"{result.Key.Kind} '{result.Key.Name}': {result.Message.TrimEnd('.')}").ToArray();
        return failed.Length > 0 ? failed : [operation.Message.TrimEnd('.')];
    }
}
