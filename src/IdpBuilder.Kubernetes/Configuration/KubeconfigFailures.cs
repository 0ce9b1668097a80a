using IdpBuilder.Errors;
using IdpBuilder.Packages;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>The failures of writing a kubeconfig.</summary>
internal static class KubeconfigFailures
{
    /// <summary>Another writer does not finish.</summary>
    public static IdpException Locked(string path, string lockPath, Exception inner) => new(
        "KubeconfigLocked",
        FailureKind.InvalidOperation,
        $"The kubeconfig '{path}' is locked by another program. If none is writing it, remove '{lockPath}' and try again.",
        path,
        inner);

    /// <summary>What is there is no kubeconfig; it is left as it is.</summary>
    public static IdpException Unreadable(string path, Diagnostic? mistake) => new(
        "KubeconfigUnreadable",
        FailureKind.InvalidData,
        $"The kubeconfig '{path}' was left as it is, because it cannot be read: {mistake?.Message ?? "it holds no single object"}. " +
        "Correct it, or name another file with -KubeConfig.",
        path);

    /// <summary>The file system refuses.</summary>
    public static IdpException Unwritable(string path, Exception inner) => new(
        "KubeconfigUnwritable",
        FailureKind.Denied,
        $"The kubeconfig '{path}' cannot be written: {inner.Message} Name another file with -KubeConfig.",
        path,
        inner);
}
