using System.Diagnostics;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Steps;

namespace IdpBuilder.DockerEngine;

/// <summary>A step in the middle of which the process is killed.</summary>
/// <param name="step">The step.</param>
internal sealed class KilledStep(IClusterStep step) : IClusterStep
{
    public string Activity => step.Activity;

    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        // The last step is done with its only request.
        var running = step is MarkComplete ? Task.CompletedTask : step.RunAsync(context, stop);
        while (!await IsUnderWayAsync(context, stop))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, stop);
        }

        Process.GetCurrentProcess().Kill();
        await running;
    }

    // The engine goes on with a request whose sender is gone. What it makes must be there before the tests look for it.
    private async Task<bool> IsUnderWayAsync(CreationContext context, CancellationToken stop) => step switch
    {
        MakeNetwork => (await context.Engine.Networks.ValuesAsync(NodeLabels.Cluster, stop)).ContainsKey(context.Spec.Name),
        StartNodes => (await context.Engine.Containers.ListAsync($"{NodeLabels.Cluster}={context.Spec.Name}", stop)).Count == context.Nodes.Count,
        InitControlPlane => await context.Engine.Containers.ReadTextAsync(context.ControlPlane.Name, "/etc/kubernetes/admin.conf", stop) is not null,
        _ => true,
    };
}
