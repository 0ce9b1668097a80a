using Docker.DotNet;
using Docker.DotNet.Models;
using IdpBuilder.Docker.Images;
using IdpBuilder.Docker.Registries;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Operations;

/// <summary>An engine's images.</summary>
internal sealed class ImageOperations(DockerClient client, EngineAddress address)
{
    /// <summary>Whether the engine has an image.</summary>
    public async Task<bool> ExistsAsync(string image, CancellationToken stop) => await FindAsync(image, stop).ConfigureAwait(false) is not null;

    /// <summary>An image by name or id; null when the engine has none such.</summary>
    public Task<EngineImage?> FindAsync(string image, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Looking for the image '{image}'",
        async () =>
        {
            try
            {
                return Describe(await client.Images.InspectImageAsync(image, stop).ConfigureAwait(false));
            }
            catch (DockerApiException exception) when (exception.IsMissing())
            {
                return null;
            }
        });

    /// <summary>The names, with tags, of all images.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken stop) => EngineErrors.MapAsync<IReadOnlyList<string>>(
        address,
        "Listing the images",
        async () =>
        {
            var images = await client.Images.ListImagesAsync(new ImagesListParameters(), stop).ConfigureAwait(false);
            return [.. images.SelectMany(image => image.RepoTags ?? []).Where(tag => tag != "<none>:<none>")];
        });

    /// <summary>Images as one archive; layers that they share are in it once.</summary>
    public Task<Stream> SaveAsync(IEnumerable<string> names, CancellationToken stop) => EngineErrors.MapAsync(
        address, "Reading the images", () => client.Images.SaveImagesAsync([.. names], stop));

    /// <summary>Pulls an image.</summary>
    /// <param name="image">A name with a tag, a digest or both.</param>
    /// <param name="credential">What its registry takes for a login; null for none.</param>
    /// <param name="report">Is told how far it is, 0 to 100.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="Errors.IdpException"><c>ImageNotPulled</c>.</exception>
    public async Task PullAsync(string image, RegistryCredential? credential, Action<int> report, CancellationToken stop)
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

                // Of a name without a tag, engines would pull every tag that there is.
                () => client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = ImageReference.WithTag(image) }, Login(image, credential), messages, stop)).ConfigureAwait(false);
        }
        catch (EngineRefusedException refused)
        {
            throw ImageFailures.ImageNotPulled(image, refused.Reason, refused);
        }

        if (failure is not null)
        {
            throw PullFailure(image, failure);
        }
    }

    /// <summary>What an engine's last message of a pull means; it answered well before it began.</summary>
    internal static IdpException PullFailure(string image, string reason) => EngineErrors.TellsFullDisk(reason)
        ? DockerFailures.DiskFull($"Pulling the image '{image}'", reason, null)
        : ImageFailures.ImageNotPulled(image, reason, null);

    /// <summary>A login as engines take it: newer ones use it for no other registry than the one it names.</summary>
    internal static AuthConfig Login(string image, RegistryCredential? credential) => credential is null ? new AuthConfig() : new AuthConfig
    {
        ServerAddress = RegistryCredentials.AddressOf(ImageReference.RegistryOf(image)),
        Username = credential.UserName,
        Password = credential.Password,
        IdentityToken = credential.IdentityToken,
    };

    private static EngineImage? Describe(ImageInspectResponse response) => new(
        response.ID ?? string.Empty,
        [.. response.RepoTags ?? []],
        string.Join('/', new[] { response.Os, response.Architecture, response.Variant }.Where(part => !string.IsNullOrEmpty(part))),
        response.Size);
}
