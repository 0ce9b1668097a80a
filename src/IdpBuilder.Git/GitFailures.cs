using System.Globalization;
using System.Net;
using IdpBuilder.Errors;
using IdpBuilder.Git.Gitea;

namespace IdpBuilder.Git;

/// <summary>The failures of a cluster's git server. No message carries a password or a token.</summary>
internal static class GitFailures
{
    /// <summary>No Pod of it became ready.</summary>
    public static IdpException NotReady(string cluster, string seen, TimeSpan patience) => new(
        "GitServerNotReady",
        FailureKind.TimedOut,
        $"The git server of the cluster '{cluster}' cannot be used: no Pod behind the Service '{GiteaLocator.Namespace}/{GiteaLocator.Service}' became ready "
        + $"within {patience.TotalMinutes:0} minutes ({seen}). See why with Get-IdpPackageResource -Package gitea, and try again.",
        cluster);

    /// <summary>The way to it was lost, and could not be found again.</summary>
    public static IdpException Unreachable(GiteaServer? server, Exception cause) => new(
        "GitServerUnreachable",
        FailureKind.Unreachable,
        $"The git server at '{server}' does not answer through the API server: {cause.GetBaseException().Message.TrimEnd('.')}. "
        + "See with Get-IdpCluster whether the cluster runs, and try again.",
        server?.ToString(),
        cause);

    /// <summary>It does not take the credentials of the cluster's Secret.</summary>
    public static IdpException Unauthorized(string owner) => new(
        "GitServerUnauthorized",
        FailureKind.Denied,
        $"The git server does not take the credentials of '{owner}': those in the Secret 'gitea/gitea-credential' (Get-IdpSecret -Package gitea) are not, or no longer, his. "
        + "Put the right password or token there.",
        owner);

    /// <summary>It answers that it does not do what it was asked.</summary>
    public static IdpException Refused(string action, string target, HttpStatusCode code, string message) => new(
        "GitServerRefused",
        FailureKind.Failed,
        $"{action} failed: the git server answered {((int)code).ToString(CultureInfo.InvariantCulture)} {code}"
        + $"{(message.Length == 0 ? string.Empty : $" ({message.TrimEnd('.')})")}. What the user in Get-IdpSecret -Package gitea may do, an administrator of the git server can change.",
        target);

    /// <summary>It did not take a commit.</summary>
    public static IdpException PushRefused(string repository, string reason) => new(
        "GitPushRefused",
        FailureKind.Failed,
        $"'{repository}' was not published: the git server did not take the commit ({reason.TrimEnd('.')}). Correct what it names, and run Update-IdpPackage.",
        repository);
}
