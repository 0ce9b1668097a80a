using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Steps;

/// <summary>Tells other programs about the cluster, under the name that kind's own tools would use.</summary>
internal sealed class WriteKubeconfig : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Writing the kubeconfig";

    /// <summary>The name of a cluster's context.</summary>
    public static string ContextOf(string cluster) => $"kind-{cluster}";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop) => context.WrittenKubeConfig = await context.Services.Kubeconfig.AddAsync(
        new KubeconfigEntry(ContextOf(context.Spec.Name), context.Endpoint, context.Spec.Nodes.MakeCurrent), context.Spec.KubeConfig, stop).ConfigureAwait(false);
}
