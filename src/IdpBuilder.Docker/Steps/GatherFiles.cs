using IdpBuilder.Docker.Containerd;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Registries;

namespace IdpBuilder.Docker.Steps;

/// <summary>Reads what nodes are to know of registries and of certificate authorities, so that a mistake in it is told before anything is made.</summary>
internal sealed class GatherFiles : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Reading what the nodes are to know";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        context.Plan = context.Plan with { KubeConfig = await context.Services.Kubeconfig.CheckAsync(context.Spec.KubeConfig, stop).ConfigureAwait(false) };
        if (context.Plan.Config.Name is { Length: > 0 } name && name != context.Spec.Name)
        {
            context.Reporter.Warning($"The name '{name}' in '{KindConfigSource.NameOf(context.Spec.Nodes.KindConfig)}' is not used: the cluster is called '{context.Spec.Name}', as New-IdpCluster -Name says.");
        }

        ContainerdConfiguration.Merge(string.Empty, context.Plan.Config.ContainerdPatches);
        var wanted = context.Spec.Nodes;
        var files = new Dictionary<string, string>(PlatformRegistry.Files(context.Spec), StringComparer.Ordinal);
        foreach (var (path, text) in RegistryMirrors.Files(wanted.RegistryMirrors))
        {
            files[path] = text;
        }

        if (wanted.RegistryConfig.Count > 0)
        {
            files[RegistryCredentials.NodePath] = await context.Services.Credentials.ForNodesAsync(wanted.RegistryConfig, stop).ConfigureAwait(false)
                ?? throw KindFailures.RegistryConfigNotFound(wanted.RegistryConfig);
        }

        if (wanted.TrustHostCertificates)
        {
            foreach (var (path, text) in HostCertificates.Files(context.Services.Clock))
            {
                files[path] = text;
            }
        }

        context.Files = files;
    }
}
