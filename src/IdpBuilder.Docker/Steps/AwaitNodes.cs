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
            var node = await FirstMissingAsync(context, condition, stop).ConfigureAwait(false);
            throw DockerFailures.NodesNotReady(context.Spec.Name, failure.Message, await NodeLogs.OfAsync(context.Engine, node, stop).ConfigureAwait(false), failure);
        }
    }

    // Where the API no longer answers, the control plane is where to look.
    private static async Task<string> FirstMissingAsync(CreationContext context, NodesReady condition, CancellationToken stop)
    {
        try
        {
            return condition.Missing((await context.Api.ListAsync(NodesReady.Selector, stop).ConfigureAwait(false)).Items).FirstOrDefault(context.ControlPlane.Name);
        }
        catch (KubernetesApiException)
        {
            return context.ControlPlane.Name;
        }
    }
}
