using IdpBuilder.Errors;

namespace IdpBuilder.Docker;

/// <summary>The failures of configuring nodes: kind's configuration, containerd's, and that of registries.</summary>
internal static class KindFailures
{
    /// <summary>The configuration cannot be had.</summary>
    public static IdpException ConfigUnreadable(string source, Exception inner) => new(
        "KindConfigUnreadable",
        FailureKind.NotFound,
        $"The configuration '{source}' cannot be read: {inner.Message.TrimEnd('.')}. Give New-IdpCluster -KindConfig a file or an http(s) address.",
        source,
        inner);

    /// <summary>The configuration says what cannot be done.</summary>
    public static IdpException ConfigInvalid(string source, IReadOnlyCollection<string> mistakes) => new(
        "KindConfigInvalid",
        FailureKind.InvalidData,
        $"The configuration '{source}' cannot be followed:{string.Concat(mistakes.Select(mistake => "\n  " + mistake.TrimEnd('.')))}\nCorrect it, or leave New-IdpCluster -KindConfig out.",
        source);

    /// <summary>Nodes are given in two ways.</summary>
    public static IdpException NodesGivenTwice(string source) => new(
        "KindConfigConflict",
        FailureKind.InvalidArgument,
        $"The configuration '{source}' lists nodes, and -WorkerCount or -ControlPlaneCount gives their number, too. Leave one of them out of New-IdpCluster.",
        source);

    /// <summary>A configuration without a node that could run the control plane.</summary>
    public static IdpException NoControlPlane(string source) => ConfigInvalid(source, ["among its nodes is none of the role control-plane"]);

    /// <summary>A patch of containerd's configuration, or that itself, is no TOML.</summary>
    public static IdpException ContainerdConfigInvalid(string what, Exception inner) => new(
        "ContainerdConfigInvalid",
        FailureKind.InvalidData,
        $"{what} is no TOML that could be merged: {inner.Message.TrimEnd('.')}. Correct containerdConfigPatches in the file of New-IdpCluster -KindConfig.",
        what,
        inner);

    /// <summary>None of the files with credentials exists.</summary>
    public static IdpException RegistryConfigNotFound(IReadOnlyList<string> paths) => new(
        "RegistryConfigNotFound",
        FailureKind.NotFound,
        $"There is none of the files {string.Join(", ", paths.Select(path => $"'{path}'"))}, from which nodes would get credentials for registries. Log in with 'docker login', or name another file with New-IdpCluster -RegistryConfig.",
        paths);

    /// <summary>A helper that Docker's configuration names gives no credentials.</summary>
    /// <param name="registry">For which registry; empty for all that it knows.</param>
    /// <param name="helper">The helper.</param>
    /// <param name="reason">What it says.</param>
    /// <param name="inner">What was thrown.</param>
    public static IdpException CredentialsUnavailable(string registry, string helper, string reason, Exception? inner) => new(
        "RegistryCredentialsUnavailable",
        FailureKind.Failed,
        $"'{helper}', which Docker's configuration names for {(registry.Length > 0 ? $"the registry '{registry}'" : "all registries")}, gave no credentials: {reason.TrimEnd('.')}. Log in again with '{$"docker login {registry}".TrimEnd()}', or correct the configuration.",
        registry.Length > 0 ? registry : helper,
        inner);
}
