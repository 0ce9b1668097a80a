using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Lets the other nodes join: control planes one after the other, as etcd wants it, then the workers side by side.</summary>
internal sealed class JoinNodes : IClusterStep
{
    private const string Folder = "/etc/kubernetes/pki/";

    // What all control planes share; kubeadm makes the rest on each.
    private static readonly string[] Shared =
        ["ca.crt", "ca.key", "front-proxy-ca.crt", "front-proxy-ca.key", "sa.pub", "sa.key", "etcd/ca.crt", "etcd/ca.key"];

    /// <inheritdoc/>
    public string Activity => "Joining the other nodes";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        if (context.Plan.ControlPlanes.Count > 1)
        {
            await JoinControlPlanesAsync(context, [.. context.Plan.ControlPlanes.Skip(1)], stop).ConfigureAwait(false);
        }

        await SideBySide.RunAsync(context.Plan.Workers, (node, either) => JoinAsync(context, node, either), stop).ConfigureAwait(false);
    }

    private static async Task JoinControlPlanesAsync(CreationContext context, IReadOnlyList<Node> nodes, CancellationToken stop)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Shared.Select(file => Folder + file))
        {
            keys[path] = await context.Engine.Containers.ReadTextAsync(context.ControlPlane.Name, path, stop).ConfigureAwait(false)
                ?? throw ImageFailures.NotANodeImage(context.ControlPlane.Image, path);
        }

        await Task.WhenAll(nodes.Select(node => context.Engine.Containers.WriteFilesAsync(node.Name, keys, stop))).ConfigureAwait(false);
        foreach (var node in nodes)
        {
            await JoinAsync(context, node, stop).ConfigureAwait(false);
        }
    }

    private static Task JoinAsync(CreationContext context, Node node, CancellationToken stop) => NodeCommand.RunAsync(
        context.Engine,
        node.Name,
        "kubeadm join",
        ["kubeadm", "join", "--config", ConfigureKubeadm.Path, .. KubeadmConfiguration.JoinArguments(context.Version)],
        stop);
}
