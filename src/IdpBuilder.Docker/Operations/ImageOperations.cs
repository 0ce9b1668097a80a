using Docker.DotNet;
using Docker.DotNet.Models;

namespace IdpBuilder.Docker.Operations;

/// <summary>An engine's images.</summary>
internal sealed class ImageOperations(DockerClient client, EngineAddress address)
{
    /// <summary>Whether the engine has an image.</summary>
    public Task<bool> ExistsAsync(string image, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Looking for the image '{image}'",
        async () =>
        {
            try
            {
                await client.Images.InspectImageAsync(image, stop).ConfigureAwait(false);
                return true;
            }
            catch (DockerApiException exception) when (exception.IsMissing())
            {
                return false;
            }
        });

    /// <summary>Pulls an image.</summary>
    /// <param name="image">A name with a tag, a digest or both.</param>
    /// <param name="report">Is told how far it is, 0 to 100.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="Errors.IdpException"><c>ImageNotPulled</c>.</exception>
    public async Task PullAsync(string image, Action<int> report, CancellationToken stop)
    {
        var layers = new LayerProgress(report);
        string? failure = null;
        var messages = new ImmediateProgress<JSONMessage>(message =>
        {
            failure ??= message.Error?.Message;
            layers.Take(message.ID, message.Status, message.Progress?.Current ?? 0, message.Progress?.Total ?? 0);
        });
        try
        {
            await EngineErrors.MapAsync(
                address,
                $"Pulling the image '{image}'",
                () => client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = image }, new AuthConfig(), messages, stop)).ConfigureAwait(false);
        }
        catch (EngineRefusedException refused)
        {
            throw DockerFailures.ImageNotPulled(image, refused.Reason, refused);
        }

        if (failure is not null)
        {
            throw DockerFailures.ImageNotPulled(image, failure, null);
        }
    }
}
