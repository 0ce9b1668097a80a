using IdpBuilder.Reporting;

namespace IdpBuilder.Docker.Steps;

/// <summary>Asks the engine what it is, and pulls the node image where it is missing.</summary>
internal sealed class FindImage : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Finding the node image";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        context.Description = await context.Engine.DescribeAsync(stop).ConfigureAwait(false);
        if (await context.Engine.Images.ExistsAsync(context.Image, stop).ConfigureAwait(false))
        {
            return;
        }

        var activity = $"Pulling the node image '{context.Image}'";
        try
        {
            await context.Engine.Images.PullAsync(
                context.Image, percent => context.Reporter.Progress(new ProgressReport(activity, "Pulling", percent)), stop).ConfigureAwait(false);
        }
        finally
        {
            context.Reporter.Progress(new ProgressReport(activity, "Pulled", Completed: true));
        }
    }
}
