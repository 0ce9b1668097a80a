using IdpBuilder.Docker.Containerd;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Copies into the nodes what they are to know of registries and of certificate authorities; nothing is mounted, so that the engine may be elsewhere.</summary>
internal sealed class PrepareNodes : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Preparing the nodes";

    /// <inheritdoc/>
    public Task RunAsync(CreationContext context, CancellationToken stop) => Task.WhenAll(context.Nodes.Select(node => PrepareAsync(context, node, stop)));

    private static async Task PrepareAsync(CreationContext context, Node node, CancellationToken stop)
    {
        var all = new Dictionary<string, string>(context.Files, StringComparer.Ordinal);
        if (await ContainerdAsync(context, node, stop).ConfigureAwait(false) is { } configuration)
        {
            all[ContainerdConfiguration.Path] = configuration;
        }

        if (all.Count > 0)
        {
            await context.Engine.Containers.WriteFilesAsync(node.Name, all, stop).ConfigureAwait(false);
        }

        if (context.Spec.Nodes.TrustHostCertificates)
        {
            await NodeCommand.RunAsync(context.Engine, node.Name, "update-ca-certificates", ["update-ca-certificates"], stop).ConfigureAwait(false);
        }

        // It reads its configuration, and the authorities, once.
        if (context.Spec.Nodes.TrustHostCertificates || all.ContainsKey(ContainerdConfiguration.Path))
        {
            await NodeCommand.RunAsync(context.Engine, node.Name, "Restarting containerd", ["systemctl", "restart", "containerd"], stop).ConfigureAwait(false);
        }
    }

    private static async Task<string?> ContainerdAsync(CreationContext context, Node node, CancellationToken stop)
    {
        var patches = context.Plan.Config.ContainerdPatches.ToList();
        var mirrors = context.Spec.Nodes.RegistryMirrors.Count > 0;
        if (patches.Count == 0 && !mirrors)
        {
            return null;
        }

        var text = await context.Engine.Containers.ReadTextAsync(node.Name, ContainerdConfiguration.Path, stop).ConfigureAwait(false)
            ?? throw ImageFailures.NotANodeImage(node.Image, ContainerdConfiguration.Path);
        if (mirrors && ContainerdConfiguration.ForMirrors(text) is { } patch)
        {
            patches.Add(patch);
        }

        return patches.Count == 0 ? null : ContainerdConfiguration.Merge(text, patches);
    }
}
