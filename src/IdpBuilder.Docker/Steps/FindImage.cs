using IdpBuilder.Docker.Images;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker.Steps;

/// <summary>Asks the engine what it is, and pulls the images that it lacks.</summary>
internal sealed class FindImage : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Finding the node image";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        context.Description = await context.Engine.DescribeAsync(stop).ConfigureAwait(false);
        await SideBySide.RunAsync(context.Plan.Images, (image, either) => FindAsync(context, image, either), stop).ConfigureAwait(false);
    }

    private static async Task FindAsync(CreationContext context, string image, CancellationToken stop)
    {
        if (await context.Engine.Images.ExistsAsync(image, stop).ConfigureAwait(false))
        {
            return;
        }

        var activity = $"Pulling the image '{image}'";
        try
        {
            var credentials = await context.Services.Credentials.FindAsync(ImageReference.RegistryOf(image), stop).ConfigureAwait(false);
            await context.Engine.Images.PullAsync(
                image, credentials, percent => context.Reporter.Progress(new ProgressReport(activity, "Pulling", percent)), stop).ConfigureAwait(false);
        }
        finally
        {
            context.Reporter.Progress(new ProgressReport(activity, "Pulled", Completed: true));
        }
    }
}
