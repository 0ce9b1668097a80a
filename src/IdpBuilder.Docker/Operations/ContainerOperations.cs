using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace IdpBuilder.Docker.Operations;

/// <summary>An engine's containers.</summary>
internal sealed class ContainerOperations(DockerClient client, EngineAddress address)
{
    /// <summary>The containers that bear a label, stopped ones among them.</summary>
    public Task<IReadOnlyList<ContainerSummary>> ListAsync(string label, CancellationToken stop) => EngineErrors.MapAsync<IReadOnlyList<ContainerSummary>>(
        address,
        "Listing the containers",
        async () =>
        {
            var parameters = new ContainersListParameters { All = true, Filters = Filter("label", label) };
            return [.. (await client.Containers.ListContainersAsync(parameters, stop).ConfigureAwait(false)).Select(Summary)];
        });

    /// <summary>The ports of the engine's machine that containers have, and the containers' names.</summary>
    public Task<ILookup<(int Port, string Protocol), string>> HostPortsAsync(CancellationToken stop) => EngineErrors.MapAsync(
        address,
        "Listing the containers' ports",
        async () => (await client.Containers.ListContainersAsync(new ContainersListParameters(), stop).ConfigureAwait(false))
            .SelectMany(container => (container.Ports ?? []).Select(port => (Port: (int)(port.PublicPort ?? 0), Protocol: port.Type ?? "tcp", Summary(container).Name)))
            .Where(taken => taken.Port > 0)
            .Distinct()
            .ToLookup(taken => (taken.Port, taken.Protocol), taken => taken.Name));

    /// <summary>Makes and starts a container.</summary>
    public async Task RunAsync(ContainerSpec spec, CancellationToken stop)
    {
        // Not cancelled half-way: the engine would go on, and what appears after the cleaning up stays.
        stop.ThrowIfCancellationRequested();
        await EngineErrors.MapAsync(
            address,
            $"Making the container '{spec.Name}'",
            () => client.Containers.CreateContainerAsync(ContainerParameters.Of(spec), CancellationToken.None)).ConfigureAwait(false);
        if (spec.Files.Count > 0)
        {
            await WriteFilesAsync(spec.Name, spec.Files, FileArchive.Everybody, CancellationToken.None).ConfigureAwait(false);
        }

        await StartAsync(spec.Name, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Starts a container; one that runs already stays as it is.</summary>
    public Task StartAsync(string name, CancellationToken stop) => EngineErrors.MapAsync(
        address, $"Starting the container '{name}'", () => client.Containers.StartContainerAsync(name, new ContainerStartParameters(), stop));

    /// <summary>Stops a container.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="patience">How long it may take before it is killed.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public Task StopAsync(string name, TimeSpan patience, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Stopping the container '{name}'",
        () => client.Containers.StopContainerAsync(name, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)patience.TotalSeconds }, stop));

    /// <summary>Kills and removes a container with its volumes; one that is gone already is no failure.</summary>
    /// <returns>Whether it is gone; false while somebody else is removing it.</returns>
    public Task<bool> RemoveAsync(string id, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Removing the container '{id}'",
        async () =>
        {
            try
            {
                await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, stop).ConfigureAwait(false);
                return true;
            }
            catch (DockerApiException exception) when (exception.IsMissing() || exception.StatusCode == HttpStatusCode.Conflict)
            {
                // Somebody else was faster, or is at it.
                return exception.IsMissing();
            }
        });

    /// <summary>What is known of a container.</summary>
    public Task<ContainerDetails> InspectAsync(string name, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Looking at the container '{name}'",
        async () => Details(await client.Containers.InspectContainerAsync(name, stop).ConfigureAwait(false)));

    /// <summary>Runs a command in a container.</summary>
    /// <param name="name">The container.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="stop">Cancelled by the user; the command itself then runs on.</param>
    public Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Running '{command[0]}' in the container '{name}'",
        async () =>
        {
            var parameters = new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = [.. command] };
            var execution = await client.Exec.CreateContainerExecAsync(name, parameters, stop).ConfigureAwait(false);
            using var stream = await client.Exec.StartContainerExecAsync(execution.ID, new ContainerExecStartParameters(), stop).ConfigureAwait(false);
            using var output = new MemoryStream();
            await stream.CopyOutputToAsync(Stream.Null, output, output, stop).ConfigureAwait(false);
            var end = await client.Exec.InspectContainerExecAsync(execution.ID, stop).ConfigureAwait(false);
            return new CommandResult(end.ExitCode ?? -1, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
        });

    /// <summary>Starts a command in a container that reads what it is given.</summary>
    /// <param name="name">The container.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="stop">Cancelled by the user; the command itself then ends with its input.</param>
    public Task<FedCommand> FeedAsync(string name, IReadOnlyList<string> command, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Running '{command[0]}' in the container '{name}'",
        async () =>
        {
            var parameters = new ContainerExecCreateParameters { AttachStdin = true, AttachStdout = true, AttachStderr = true, Cmd = [.. command] };
            var execution = await client.Exec.CreateContainerExecAsync(name, parameters, stop).ConfigureAwait(false);
            var stream = await client.Exec.StartContainerExecAsync(execution.ID, new ContainerExecStartParameters(), stop).ConfigureAwait(false);
            return new FedCommand(client, address, execution.ID, stream, stop);
        });

    /// <summary>The text that a container writes, from its beginning, until it ends or nobody asks for more.</summary>
    public async IAsyncEnumerable<string> FollowLogAsync(string name, [EnumeratorCancellation] CancellationToken stop)
    {
        var parameters = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Follow = true };
        using var stream = await EngineErrors.MapAsync(
            address, $"Reading the log of the container '{name}'", () => client.Containers.GetContainerLogsAsync(name, parameters, stop)).ConfigureAwait(false);
        var buffer = new byte[4096];
        while (true)
        {
            var read = await EngineErrors.MapAsync(
                address, $"Reading the log of the container '{name}'", () => stream.ReadOutputAsync(buffer, 0, buffer.Length, stop)).ConfigureAwait(false);
            if (read.Count == 0 || read.EOF)
            {
                yield break;
            }

            yield return Encoding.UTF8.GetString(buffer, 0, read.Count);
        }
    }

    /// <summary>All that a container has written that has ended.</summary>
    public async Task<string> ReadLogAsync(string name, CancellationToken stop)
    {
        var log = new StringBuilder();
        await foreach (var text in FollowLogAsync(name, stop).ConfigureAwait(false))
        {
            log.Append(text);
        }

        return log.ToString();
    }

    /// <summary>A file's text; null when the container has no such file.</summary>
    public Task<string?> ReadTextAsync(string name, string path, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Reading '{path}' in the container '{name}'",
        async () =>
        {
            try
            {
                var archive = await client.Containers.GetArchiveFromContainerAsync(name, new ContainerPathStatParameters { Path = path }, false, stop).ConfigureAwait(false);
                await using (archive.Stream!.ConfigureAwait(false))
                {
                    return await FileArchive.ReadTextAsync(archive.Stream!, stop).ConfigureAwait(false);
                }
            }
            catch (DockerApiException exception) when (exception.IsMissing())
            {
                return null;
            }
        });

    /// <summary>Writes a file that only root can read, with the folders that lead to it.</summary>
    public Task WriteTextAsync(string name, string path, string text, CancellationToken stop) =>
        WriteFilesAsync(name, new Dictionary<string, string>(StringComparer.Ordinal) { [path] = text }, stop);

    /// <summary>Writes files that only root can read, with the folders that lead to them.</summary>
    public Task WriteFilesAsync(string name, IReadOnlyDictionary<string, string> files, CancellationToken stop) => WriteFilesAsync(name, files, FileArchive.OwnerOnly, stop);

    private Task WriteFilesAsync(string name, IReadOnlyDictionary<string, string> files, UnixFileMode mode, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        $"Writing '{files.Keys.First()}' in the container '{name}'",
        async () =>
        {
            var archive = await FileArchive.WriteAsync(files, mode, stop).ConfigureAwait(false);
            await using (archive.ConfigureAwait(false))
            {
                await client.Containers.ExtractArchiveToContainerAsync(name, new CopyToContainerParameters { Path = "/" }, archive, stop).ConfigureAwait(false);
            }
        });

    /// <summary>A filter as the engine's API takes it.</summary>
    internal static Dictionary<string, IDictionary<string, bool>> Filter(string key, string value) => new(StringComparer.Ordinal)
    {
        [key] = new Dictionary<string, bool>(StringComparer.Ordinal) { [value] = true },
    };

    private static ContainerSummary Summary(ContainerListResponse response) => new(
        response.ID,
        response.Names is [var first, ..] ? first.TrimStart('/') : response.ID,
        response.State == "running",
        new Dictionary<string, string>(response.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal),
        response.Image ?? string.Empty,
        new DateTimeOffset(DateTime.SpecifyKind(response.Created, DateTimeKind.Utc)))
    {
        Started = response.State != "created",
    };

    private static ContainerDetails Details(ContainerInspectResponse response)
    {
        var network = response.NetworkSettings?.Networks?.Values.FirstOrDefault();
        var running = response.State?.Running ?? false;
        return new ContainerDetails(
            running,
            response.State?.ExitCode ?? 0,
            network?.IPAddress ?? string.Empty,
            network?.GlobalIPv6Address ?? string.Empty,
            ContainerParameters.Ports((running ? response.NetworkSettings?.Ports : null) ?? response.HostConfig?.PortBindings));
    }
}
