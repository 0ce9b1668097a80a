using System.Text.Json.Nodes;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Steps;

/// <summary>
/// Lets kubeadm make the control plane. The network and the storage class are applied as soon as its API answers, which is long
/// before kubeadm is done: the node then becomes ready that much earlier.
/// </summary>
internal sealed class InitControlPlane : IClusterStep
{
    private const string ExcludedFromBalancers = "node.kubernetes.io/exclude-from-external-load-balancers";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public string Activity => "Starting the control plane";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var manifests = await ReadAsync(context, stop).ConfigureAwait(false);
        var making = NodeCommand.RunAsync(
            context.Engine,
            context.ControlPlane.Name,
            "kubeadm init",
            ["kubeadm", "init", "--config", ConfigureKubeadm.Path, "--skip-token-print", .. KubeadmConfiguration.InitArguments(context.Version, context.Plan.Config.Networking.KubeProxyMode)],
            stop);

        // Both have ended before anybody cleans up; where both fail, kubeadm's failure is told.
        await Task.WhenAll(making, ApplyAsync(context, manifests, making, stop)).ConfigureAwait(false);
        if (context.Nodes.Count == 1)
        {
            await AllowLoadBalancersAsync(context, stop).ConfigureAwait(false);
        }
    }

    // kubeadm keeps load balancers of others, such as MetalLB, away from control planes; where there is nothing else they would have nothing.
    private static Task AllowLoadBalancersAsync(CreationContext context, CancellationToken stop)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [ExcludedFromBalancers] = null } } };
        return context.Api.PatchAsync(new ResourceReference(NodesReady.Selector.Type, string.Empty, context.ControlPlane.Name), ManifestPatch.Merge(patch), WriteOptions.Default, stop);
    }

    private static async Task<IReadOnlyList<Manifest>> ReadAsync(CreationContext context, CancellationToken stop)
    {
        var manifests = new List<Manifest>();
        foreach (var path in NodeManifests.Paths(context.Plan))
        {
            var text = await context.Engine.Containers.ReadTextAsync(context.ControlPlane.Name, path, stop).ConfigureAwait(false);
            manifests.AddRange((text is null ? null : NodeManifests.Read(text, path, context.Plan, context.Services.Reader))
                ?? throw ImageFailures.NotANodeImage(context.ControlPlane.Image, path));
        }

        return manifests;
    }

    // While kubeadm works, every refusal may be one of the moment: no credentials yet, no answer yet, no rights yet. What fails
    // once it is done has failed.
    private static async Task ApplyAsync(CreationContext context, IReadOnlyList<Manifest> manifests, Task making, CancellationToken stop)
    {
        var opened = false;
        while (!making.IsFaulted && !making.IsCanceled)
        {
            var done = making.IsCompleted;
            try
            {
                if (!opened)
                {
                    context.Endpoint = await NodeEndpoint.FindAsync(context.Engine, context.Spec.Name, context.Services.Reader, stop).ConfigureAwait(false);
                    opened = true;
                }

                foreach (var manifest in manifests)
                {
                    await context.Api.ApplyAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
                }

                return;
            }
            catch (IdpException) when (!done)
            {
                await Task.WhenAny(making, Task.Delay(Pause, context.Services.Clock, stop)).ConfigureAwait(false);
            }
        }
    }
}
