using IdpBuilder.Docker.Steps;

namespace IdpBuilder.DockerEngine;

/// <summary>A step during which the user presses Ctrl+C.</summary>
/// <param name="step">The step.</param>
/// <param name="keys">The user's keyboard.</param>
internal sealed class StoppedStep(IClusterStep step, CancellationTokenSource keys) : IClusterStep
{
    public string Activity => step.Activity;

    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var running = step.RunAsync(context, stop);
        await keys.CancelAsync();
        await running;
        stop.ThrowIfCancellationRequested();
    }
}
