using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Lets kubeadm make the control plane.</summary>
internal sealed class InitControlPlane : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Starting the control plane";

    /// <inheritdoc/>
    public Task RunAsync(CreationContext context, CancellationToken stop) => NodeCommand.RunAsync(
        context.Engine,
        context.ControlPlane.Name,
        "kubeadm init",
        ["kubeadm", "init", "--config", ConfigureKubeadm.Path, "--skip-token-print", .. Preflight(context.Version)],
        stop);

    /// <summary>What leaves preflight out where the configuration cannot: it asks for programs and images that nodes do without.</summary>
    public static IEnumerable<string> Preflight(KubernetesVersion version) =>
        KubeadmConfiguration.SkipsPreflightByArgument(version) ? ["--skip-phases=preflight"] : [];
}
