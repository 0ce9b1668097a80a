using IdpBuilder.Docker.Steps;

namespace IdpBuilder.DockerEngine;

/// <summary>A step in the midst of which the user presses Ctrl+C: as soon as a file appears on a node.</summary>
/// <param name="step">The step.</param>
/// <param name="keys">The user's keyboard.</param>
/// <param name="node">The node.</param>
/// <param name="path">The file.</param>
internal sealed class LateStoppedStep(IClusterStep step, CancellationTokenSource keys, string node, string path) : IClusterStep
{
    public string Activity => step.Activity;

    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var running = step.RunAsync(context, stop);
        while (!running.IsCompleted && await context.Engine.Containers.ReadTextAsync(node, path, stop) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
        }

        await keys.CancelAsync();
        await running;
        stop.ThrowIfCancellationRequested();
    }
}
