using IdpBuilder.Errors;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>The failures of reading and writing kubeconfigs. No message carries what a user's entry holds.</summary>
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
    public static IdpException Unreadable(string path, string mistake) => new(
        "KubeconfigUnreadable",
        FailureKind.InvalidData,
        $"The kubeconfig '{path}' was left as it is, because it cannot be read: {mistake.TrimEnd('.')}. " +
        "Correct it, or name another file with -KubeConfig.",
        path);

    /// <summary>The file system refuses.</summary>
    public static IdpException Unwritable(string path, Exception inner) => new(
        "KubeconfigUnwritable",
        FailureKind.Denied,
        $"The kubeconfig '{path}' cannot be written: {inner.Message} Name another file with -KubeConfig.",
        path,
        inner);

    /// <summary>The file that was named does not exist.</summary>
    public static IdpException NotFound(string path) => new(
        "KubeconfigNotFound",
        FailureKind.NotFound,
        $"The kubeconfig '{path}' does not exist. Name another with Connect-IdpCluster -KubeConfig, or leave that out to use those that KUBECONFIG or the home directory name.",
        path);

    /// <summary>The file is no kubeconfig.</summary>
    public static IdpException Malformed(string path, Diagnostic? mistake) => new(
        "KubeconfigUnreadable",
        FailureKind.InvalidData,
        $"The kubeconfig '{path}' cannot be read: {mistake?.Message.TrimEnd('.') ?? "it holds no single object"}. Correct it, or name another file with -KubeConfig.",
        path);

    /// <summary>The file system refuses.</summary>
    public static IdpException Inaccessible(string path, Exception inner) => new(
        "KubeconfigUnreadable",
        FailureKind.Denied,
        $"The kubeconfig '{path}' cannot be read: {inner.Message.TrimEnd('.')}. Name another file with -KubeConfig.",
        path,
        inner);

    /// <summary>No file names any context.</summary>
    public static IdpException NoContext(IReadOnlyList<string> files) => new(
        "KubeContextMissing",
        FailureKind.NotFound,
        (files.Count == 0
            ? "There is no kubeconfig: neither does KUBECONFIG name one, nor is there one in the home directory, nor does this process run in a cluster."
            : $"No current context is set in {Quoted(files)}.")
        + " Name a file and a context with Connect-IdpCluster -KubeConfig and -Context (Tab completes).");

    /// <summary>No context has the name.</summary>
    public static IdpException ContextNotFound(string name, IReadOnlyList<string> files, IEnumerable<string> contexts) => new(
        "KubeContextNotFound",
        FailureKind.NotFound,
        $"The context '{name}' is in none of the kubeconfig files ({Quoted(files)}). Those there are: {Quoted([.. contexts.Order(StringComparer.Ordinal)])}.",
        name);

    /// <summary>What a context leads to cannot be used.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The file with the mistake.</param>
    /// <param name="mistake">What is wrong, as a clause without a period.</param>
    /// <param name="inner">The cause; only one whose text holds no secret.</param>
    public static IdpException ContextInvalid(string context, string file, string mistake, Exception? inner = null) => new(
        "KubeContextInvalid",
        FailureKind.InvalidData,
        $"The context '{context}' cannot be used: {mistake}. Correct '{file}', or take another context with Connect-IdpCluster -Context.",
        context,
        inner);

    private static string Quoted(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'"));
}
