using IdpBuilder.Docker.Operations;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker.Images;

/// <summary>Sends one stream of images to several nodes at once; it is read only once, and the slowest node sets the pace.</summary>
/// <param name="engine">The engine.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class ImageTransfer(DockerEngine engine, IRunReporter reporter)
{
    private const int ChunkSize = 256 * 1024;

    /// <summary>Sends images; done when every node has them.</summary>
    /// <exception cref="Errors.IdpException"><c>ImageNotImported</c>.</exception>
    public async Task SendAsync(ImageBatch batch, IReadOnlyList<string> nodes, CancellationToken stop)
    {
        var activity = nodes.Count == 1 ? $"Importing images into '{nodes[0]}'" : $"Importing images into {nodes.Count} nodes";
        var commands = new List<FedCommand>();
        try
        {
            foreach (var node in nodes)
            {
                commands.Add(await engine.Containers.FeedAsync(node, await CommandAsync(batch, node, stop).ConfigureAwait(false), stop).ConfigureAwait(false));
            }

            await CopyAsync(batch, commands, activity, stop).ConfigureAwait(false);
            reporter.Progress(new ProgressReport(activity, "Unpacking", 99));
            var results = await Task.WhenAll(commands.Select(command => command.FinishAsync(stop))).ConfigureAwait(false);
            if (Array.FindIndex(results, result => !result.Succeeded) is >= 0 and var failed)
            {
                throw ImageFailures.ImageNotImported(nodes[failed], results[failed]);
            }
        }
        finally
        {
            reporter.Progress(new ProgressReport(activity, "Done", 100, Completed: true));
            foreach (var command in commands)
            {
                await command.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The snapshotter that a node's configuration names: images that another one unpacked are of no use to its pods.</summary>
    public static string SnapshotterOf(string configuration)
    {
        var lines = configuration.Split('\n', StringSplitOptions.TrimEntries);
        var section = Array.FindIndex(lines, line => line is """[plugins."io.containerd.grpc.v1.cri".containerd]""" or "[plugins.'io.containerd.cri.v1.images']");
        var setting = lines.Skip(section + 1).TakeWhile(line => !line.StartsWith('[')).FirstOrDefault(line => line.StartsWith("snapshotter", StringComparison.Ordinal));
        return section < 0 || setting is null ? "overlayfs" : setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(' ', '"', '\'');
    }

    private async Task<IReadOnlyList<string>> CommandAsync(ImageBatch batch, string node, CancellationToken stop)
    {
        var configuration = await engine.Containers.ExecuteAsync(node, ["containerd", "config", "dump"], stop).ConfigureAwait(false);
        return
        [
            "ctr", "--namespace=k8s.io", "images", "import",
            $"--snapshotter={SnapshotterOf(configuration.Output)}",
            .. batch.Platform.Length > 0 ? new[] { $"--platform={batch.Platform}" } : [],
            "-",
        ];
    }

    private async Task CopyAsync(ImageBatch batch, List<FedCommand> commands, string activity, CancellationToken stop)
    {
        var stream = await batch.OpenAsync(stop).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = new byte[ChunkSize];
            var (sent, last) = (0L, -1);
            while (await ReadAsync(batch, stream, chunk, stop).ConfigureAwait(false) is > 0 and var count)
            {
                await Task.WhenAll(commands.Select(command => command.WriteAsync(chunk, count, stop))).ConfigureAwait(false);
                sent += count;
                var percent = (int)Math.Min(98, 100 * sent / Math.Max(1, batch.Size));
                if (percent > last)
                {
                    last = percent;
                    reporter.Progress(new ProgressReport(activity, string.Join(", ", batch.Images.Select(image => image.Name)), percent));
                }
            }
        }
    }

    private static async Task<int> ReadAsync(ImageBatch batch, Stream stream, byte[] chunk, CancellationToken stop)
    {
        try
        {
            return await stream.ReadAsync(chunk, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw batch.Broken(exception);
        }
    }
}
