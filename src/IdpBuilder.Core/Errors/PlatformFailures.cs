namespace IdpBuilder.Errors;

/// <summary>The failures of core packages.</summary>
internal static class PlatformFailures
{
    public static IdpException LockInvalid(Exception inner) => new(
        "CorePackageLockInvalid",
        FailureKind.InvalidData,
        $"The module's core-packages.lock cannot be read: {inner.Message}. Install the module anew.",
        "core-packages.lock",
        inner);

    public static IdpException Unknown(string package, IEnumerable<string> known) => new(
        "CorePackageUnknown",
        FailureKind.InvalidArgument,
        $"There is no core package '{package}'. New-IdpCluster -CorePackage takes {string.Join(", ", known.Select(name => $"'{name}'"))}; other packages are installed with Install-IdpPackage.",
        package);

    public static IdpException Conflict(IReadOnlyList<string> packages) => new(
        "CorePackageConflict",
        FailureKind.InvalidArgument,
        $"-CorePackage names {string.Join(" and ", packages.Select(name => $"'{name}'"))}, which would answer for the same names and ports. Name one of them; Uninstall-IdpPackage removes one that is installed.",
        packages[0]);

    public static IdpException RivalInstalled(string package, string rival, string cluster) => new(
        "CorePackageConflict",
        FailureKind.AlreadyExists,
        $"The core package '{package}' was not installed: the cluster '{cluster}' has '{rival}', which answers for the same names and ports. Remove that with Uninstall-IdpPackage first, or leave '{package}' out.",
        package);

    public static IdpException NotChosen(string package) => new(
        "CorePackageNotChosen",
        FailureKind.InvalidArgument,
        $"-PackageOverride changes the core package '{package}', which is not installed. Name it with -CorePackage, or leave it out of -PackageOverride.",
        package);

    public static IdpException OverrideMissing(string package, string path) => new(
        "CorePackageOverrideMissing",
        FailureKind.NotFound,
        $"-PackageOverride names '{path}' for the core package '{package}', and there is no such file. Name a file of manifests.",
        path);

    public static IdpException OverrideInvalid(string package, string path, IEnumerable<Diagnostic> mistakes) => new(
        "CorePackageOverrideInvalid",
        FailureKind.InvalidData,
        $"The file '{path}', which -PackageOverride names for the core package '{package}', cannot be read: {string.Join("; ", mistakes.Select(mistake => mistake.ToString()))}. Mend it and run the command again.",
        path);

    public static IdpException Changed(string package, string where, string wanted, string found) => new(
        "CorePackageChanged",
        FailureKind.InvalidData,
        $"The core package '{package}' was not installed: '{where}' has the SHA-256 digest {found}, and the module's lock file names {wanted}. Somebody changed it, or something on the way did: install the module anew, or try again from another network.",
        package);

    public static IdpException Unreachable(string package, Uri address, Exception inner) => new(
        "CorePackageUnreachable",
        FailureKind.Unreachable,
        $"The core package '{package}' was not installed: '{address}' could not be downloaded ({inner.Message.TrimEnd('.')}). Try again with a connection to it, take a module that has its files packed in, or leave the core packages out with -CorePackage @().",
        package,
        inner);
}
