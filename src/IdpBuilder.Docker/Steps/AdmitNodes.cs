using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>
/// Gives each joining node the way to the control plane and a certificate that kubeadm makes there, as it makes the first node's.
/// Without them a node waits until the controller manager signs first its address and then the kubelet's request, which is some
/// 15 s after the API server answers, and a kubelet that was refused in the meantime asks again only after as long.
/// </summary>
internal sealed class AdmitNodes : IClusterStep
{
    // In memory: the private keys are gone with the next start at the latest.
    private const string Folder = "/run/idpbuilder/";

    /// <inheritdoc/>
    public string Activity => "Admitting the other nodes";

    /// <inheritdoc/>
    public Task RunAsync(CreationContext context, CancellationToken stop) =>
        Task.WhenAll(context.Plan.ControlPlanes.Skip(1).Concat(context.Plan.Workers).Select(node => AdmitAsync(context, node, stop)));

    private static async Task AdmitAsync(CreationContext context, Node node, CancellationToken stop)
    {
        var endpoint = KubeadmSettings.EndpointOf(context.Plan.EntryPoint);
        var credentials = await IssueAsync(context, node, endpoint, stop).ConfigureAwait(false);
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NodeKubeconfig.DiscoveryPath] = NodeKubeconfig.Discovery(endpoint, credentials.CertificateAuthority),
            [NodeKubeconfig.KubeletPath] = NodeKubeconfig.Kubelet(endpoint, credentials.CertificateAuthority),
            [NodeKubeconfig.FirstCertificatePath] = credentials.ClientCertificate + credentials.ClientKey,
        };
        await context.Engine.Containers.WriteFilesAsync(node.Name, files, stop).ConfigureAwait(false);
        await NodeCommand.RunAsync(
            context.Engine, node.Name, "ln", ["ln", "--symbolic", "--force", NodeKubeconfig.FirstCertificatePath, NodeKubeconfig.CurrentCertificatePath], stop).ConfigureAwait(false);
    }

    private static async Task<KubeEndpoint> IssueAsync(CreationContext context, Node node, string endpoint, CancellationToken stop)
    {
        var folder = Folder + node.Name;
        string[] command =
        [
            "kubeadm", "init", "phase", "kubeconfig", "kubelet", "--node-name", node.Name, "--kubeconfig-dir", folder,
            "--control-plane-endpoint", endpoint, "--kubernetes-version", context.Version.Text,
        ];
        await NodeCommand.RunAsync(context.Engine, context.ControlPlane.Name, $"kubeadm init phase kubeconfig kubelet for '{node.Name}'", command, stop).ConfigureAwait(false);
        var path = $"{folder}/kubelet.conf";
        var result = await context.Engine.Containers.ExecuteAsync(context.ControlPlane.Name, ["cat", path], stop).ConfigureAwait(false);
        await NodeCommand.RunAsync(context.Engine, context.ControlPlane.Name, "rm", ["rm", "--recursive", folder], stop).ConfigureAwait(false);
        return (result.Succeeded ? NodeEndpoint.Read(result.Output, new Uri($"https://{endpoint}"), context.Services.Reader) : null)
            ?? throw ImageFailures.NotANodeImage(context.ControlPlane.Image, path);
    }
}
