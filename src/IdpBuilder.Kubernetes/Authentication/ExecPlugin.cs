using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>A program that gives credentials, as a kubeconfig's <c>exec</c> section names it.</summary>
/// <param name="ApiVersion">The version of the exchange: <c>client.authentication.k8s.io/v1</c> or <c>/v1beta1</c>.</param>
/// <param name="Command">The program: a name that the path is searched for, or a full path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">What it finds in its environment beside that of this process.</param>
/// <param name="InstallHint">What to tell whoever does not have the program; empty for nothing.</param>
/// <param name="Interaction">Whether it may, must or must not have the terminal.</param>
/// <param name="Cluster">The cluster as the program is told of it; null when it asks for nothing.</param>
internal sealed record ExecPlugin(
    string ApiVersion,
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    string InstallHint,
    ExecInteraction Interaction,
    JsonObject? Cluster)
{
    /// <summary>The program alone: arguments and environment may hold secrets.</summary>
    public override string ToString() => Command;
}
