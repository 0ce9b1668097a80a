using IdpBuilder.Clusters;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker.Images;

/// <summary>Brings images from the engine or from archives into the nodes of a cluster.</summary>
/// <param name="engine">The engine.</param>
/// <param name="clock">Measures waits.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class ImageImport(DockerEngine engine, TimeProvider clock, IRunReporter reporter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ImageTransfer _transfer = new(engine, reporter);

    /// <summary>Brings the images; what is wrong with a source is found before anything is sent.</summary>
    public async Task<IReadOnlyList<ClusterImage>> RunAsync(string cluster, ImageSource source, CancellationToken stop)
    {
        var nodes = await NodesAsync(cluster, stop).ConfigureAwait(false);
        var batches = await BatchesAsync(source, stop).ConfigureAwait(false);
        var images = new List<ClusterImage>();
        foreach (var batch in batches)
        {
            images.AddRange(await ImportAsync(cluster, nodes, batch, stop).ConfigureAwait(false));
        }

        return images;
    }

    private async Task<IReadOnlyList<ClusterImage>> ImportAsync(string cluster, IReadOnlyList<string> nodes, ImageBatch batch, CancellationToken stop)
    {
        var stored = await Task.WhenAll(nodes.Select(node => StoredImages.OfAsync(engine, node, stop))).ConfigureAwait(false);
        var lacking = nodes.Where((_, number) => !batch.Images.All(stored[number].Has)).ToList();
        if (lacking.Count > 0)
        {
            await _transfer.SendAsync(batch, lacking, stop).ConfigureAwait(false);
            await Task.WhenAll(lacking.Select(node => AwaitAsync(batch, node, stop))).ConfigureAwait(false);
        }

        return
        [
            .. from image in batch.Images
               let present = nodes.Where((_, number) => stored[number].Has(image)).ToList()
               select new ClusterImage(image.Name, cluster, [.. nodes.Except(present, StringComparer.Ordinal)], present),
        ];
    }

    // containerd tells its part for Kubernetes of a new image a moment later, and only then do pods find it.
    private async Task AwaitAsync(ImageBatch batch, string node, CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        var stored = await StoredImages.OfAsync(engine, node, stop).ConfigureAwait(false);
        while (!batch.Images.All(stored.Has) && clock.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, clock, stop).ConfigureAwait(false);
            stored = await StoredImages.OfAsync(engine, node, stop).ConfigureAwait(false);
        }

        // Some archives are kept under a digest that they do not tell; what counts for pods is the name.
        var unknown = batch.Images.Select(image => image.Name).Where(name => !stored.Knows(name)).ToList();
        if (unknown.Count > 0)
        {
            reporter.Warning($"The node '{node}' has taken the images, but does not know {string.Join(", ", unknown)}. Where Pods there do not find them, run Import-IdpImage again.");
        }
    }

    private async Task<IReadOnlyList<ImageBatch>> BatchesAsync(ImageSource source, CancellationToken stop)
    {
        var found = await Task.WhenAll(source.Names.Distinct(StringComparer.Ordinal).Select(name => FindAsync(name, stop))).ConfigureAwait(false);
        var archives = await Task.WhenAll(source.Archives.Select(path => ImageArchive.ReadAsync(path, stop))).ConfigureAwait(false);
        return
        [
            .. found.GroupBy(image => image.Platform, StringComparer.Ordinal).Select(group => Batch(group.Key, [.. group])),
            .. archives,
        ];
    }

    private ImageBatch Batch(string platform, IReadOnlyList<EngineImage> images)
    {
        IReadOnlyList<string> names = [.. images.SelectMany(image => image.Tags).Distinct(StringComparer.Ordinal)];
        return new ImageBatch(
            [.. images.SelectMany(image => image.Tags.Select(tag => new ImageIdentity(ImageReference.Whole(tag), image.Id))).Distinct()],
            platform,
            images.Sum(image => image.Size),
            stop => engine.Images.SaveAsync(names, stop),
            broken => DockerFailures.EngineUnreachable(engine.Address, broken));
    }

    // The name that was given is the one to bring, and not every other that the image has. By an id, all of them are meant.
    private async Task<EngineImage> FindAsync(string name, CancellationToken stop)
    {
        var image = await engine.Images.FindAsync(name, stop).ConfigureAwait(false) ?? throw ImageFailures.ImageNotFound(name);
        var given = image.Tags.Where(tag => ImageReference.Whole(tag) == ImageReference.Whole(name)).ToList();
        var tags = given.Count > 0 ? given : image.Tags;
        return tags.Count > 0 ? image with { Tags = tags } : throw ImageFailures.ImageNameless(name);
    }

    private async Task<IReadOnlyList<string>> NodesAsync(string cluster, CancellationToken stop)
    {
        var nodes = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={cluster}", stop).ConfigureAwait(false);
        return nodes.Count == 0 ? throw ClusterFailures.NotFound(cluster)
            : !nodes.Any(node => node.Running) ? throw DockerFailures.Stopped(cluster)
            : [.. nodes.Where(node => node.Running && node.IsNode()).Select(node => node.Name).Order(StringComparer.Ordinal)];
    }
}
