using System.Text.Json.Nodes;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Asks the nodes for their version and writes kubeadm's configuration into each.</summary>
internal sealed class ConfigureKubeadm : IClusterStep
{
    /// <summary>Where the configuration lies; node images look for it there when a node is started again.</summary>
    public const string Path = "/kind/kubeadm.conf";

    private const string VersionPath = "/kind/version";

    /// <inheritdoc/>
    public string Activity => "Writing kubeadm's configuration";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var text = await context.Engine.Containers.ReadTextAsync(context.ControlPlane.Name, VersionPath, stop).ConfigureAwait(false);
        context.Version = KubernetesVersion.Parse(text ?? string.Empty) ?? throw ImageFailures.NotANodeImage(context.ControlPlane.Image, VersionPath);
        var idle = await Task.WhenAll(context.Nodes.Select(node => WriteAsync(context, node, stop))).ConfigureAwait(false);
        foreach (var patch in idle.SelectMany(patches => patches).Select(patch => patch.ToJsonString()).Distinct(StringComparer.Ordinal))
        {
            context.Reporter.Warning($"A patch of kubeadm's configuration in '{KindConfigSource.NameOf(context.Spec.Nodes.KindConfig)}' changes nothing, because kubeadm has no document of its kind and group: {patch}");
        }
    }

    private static async Task<IReadOnlyList<JsonObject>> WriteAsync(CreationContext context, Node node, CancellationToken stop)
    {
        var details = await context.Engine.Containers.InspectAsync(node.Name, stop).ConfigureAwait(false);
        var networking = context.Plan.Config.Networking;
        var settings = new KubeadmSettings(context.Spec.Name, context.Version, node, details.Address, context.Token)
        {
            HasWorkers = context.Plan.Workers.Count > 0,
            EntryPoint = context.Plan.EntryPoint,
            ServerNames = context.Plan.ServerNames,
            PodSubnet = networking.PodSubnet,
            ServiceSubnet = networking.ServiceSubnet,
            ProxyMode = networking.KubeProxyMode,
            FeatureGates = context.Plan.Config.FeatureGates,
            RuntimeConfig = context.Plan.Config.RuntimeConfig,
            Rootless = context.Description.Rootless,
        };
        await context.Engine.Containers.WriteTextAsync(node.Name, Path, KubeadmConfiguration.Text(settings), stop).ConfigureAwait(false);
        return KubeadmConfiguration.IdlePatches(settings);
    }
}
