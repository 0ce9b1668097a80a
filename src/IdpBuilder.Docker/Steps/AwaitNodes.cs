using IdpBuilder.Docker.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Waiting;

namespace IdpBuilder.Docker.Steps;

/// <summary>Waits until every node is ready.</summary>
internal sealed class AwaitNodes : IClusterStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Activity => "Waiting for the nodes to be ready";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        if (context.Plan.Config.Networking.DisableDefaultCni)
        {
            context.Reporter.Warning($"The nodes of the cluster '{context.Spec.Name}' are not ready until a network for pods is installed: the configuration has disableDefaultCNI.");
            return;
        }

        var condition = new NodesReady([.. context.Nodes.Select(node => node.Name)]);
        try
        {
            await Wait.ForAsync(
                context.Api, [NodesReady.Selector], condition, Patience, context.Services.Clock, context.Reporter, stop).ConfigureAwait(false);
        }
        catch (IdpException failure) when (failure.Kind == FailureKind.TimedOut)
        {
            var log = await NodeCommand.KubeletLogAsync(context.Engine, context.ControlPlane.Name, stop).ConfigureAwait(false);
            throw DockerFailures.NodesNotReady(context.Spec.Name, failure.Message, log, failure);
        }
    }
}
