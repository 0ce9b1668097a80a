using IdpBuilder.Docker.Containerd;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Registries;

namespace IdpBuilder.Docker.Steps;

/// <summary>Copies into the nodes what they are to know of registries and of certificate authorities; nothing is mounted, so that the engine may be elsewhere.</summary>
internal sealed class PrepareNodes : IClusterStep
{
    // Where the kubelet looks for credentials.
    private const string CredentialsPath = "/var/lib/kubelet/config.json";

    /// <inheritdoc/>
    public string Activity => "Preparing the nodes";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var wanted = context.Spec.Nodes;
        var files = new Dictionary<string, string>(RegistryMirrors.Files(wanted.RegistryMirrors), StringComparer.Ordinal);
        if (wanted.RegistryConfig.Count > 0)
        {
            files[CredentialsPath] = await context.Services.Credentials.ForNodesAsync(wanted.RegistryConfig, stop).ConfigureAwait(false)
                ?? throw KindFailures.RegistryConfigNotFound(wanted.RegistryConfig);
        }

        if (wanted.TrustHostCertificates)
        {
            foreach (var (path, text) in HostCertificates.Files(context.Services.Clock))
            {
                files[path] = text;
            }
        }

        await Task.WhenAll(context.Nodes.Select(node => PrepareAsync(context, node, files, stop))).ConfigureAwait(false);
    }

    private static async Task PrepareAsync(CreationContext context, Node node, Dictionary<string, string> files, CancellationToken stop)
    {
        var all = new Dictionary<string, string>(files, StringComparer.Ordinal);
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
