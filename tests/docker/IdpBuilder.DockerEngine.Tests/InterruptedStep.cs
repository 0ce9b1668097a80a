using IdpBuilder.Docker.Steps;

namespace IdpBuilder.DockerEngine;

/// <summary>A step while which something happens.</summary>
/// <param name="step">The step.</param>
/// <param name="happen">What happens.</param>
internal sealed class InterruptedStep(IClusterStep step, Func<Task> happen) : IClusterStep
{
    public string Activity => step.Activity;

    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        var running = step.RunAsync(context, stop);
        await happen();
        await running;
    }
}
