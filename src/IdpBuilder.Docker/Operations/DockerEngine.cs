using Docker.DotNet;

namespace IdpBuilder.Docker.Operations;

/// <summary>A Docker engine. This folder alone knows the library that speaks to it.</summary>
internal sealed class DockerEngine : IDisposable
{
    private readonly DockerClient _client;

    private DockerEngine(EngineAddress address, DockerClient client)
    {
        (Address, _client) = (address, client);
        Containers = new ContainerOperations(client, address);
        Images = new ImageOperations(client, address);
        Networks = new NetworkOperations(client, address);
    }

    /// <summary>Where it is.</summary>
    public EngineAddress Address { get; }

    /// <summary>Its containers.</summary>
    public ContainerOperations Containers { get; }

    /// <summary>Its images.</summary>
    public ImageOperations Images { get; }

    /// <summary>Its networks.</summary>
    public NetworkOperations Networks { get; }

    /// <summary>An engine at an address; nothing is sent before the first call.</summary>
    public static DockerEngine At(EngineAddress address)
    {
        var builder = new DockerClientBuilder().WithEndpoint(address.Endpoint).WithTimeout(Timeout.InfiniteTimeSpan);
        if (address.Certificates.Length > 0)
        {
            builder = builder.WithAuthProvider(new EngineCertificates(address));
        }

        return new DockerEngine(address, builder.Build());
    }

    /// <summary>Asks the engine what it is.</summary>
    /// <exception cref="Errors.IdpException"><c>EngineUnreachable</c>.</exception>
    public Task<EngineDescription> DescribeAsync(CancellationToken stop) => EngineErrors.MapAsync(
        Address,
        "Asking the engine what it is",
        async () =>
        {
            var info = await _client.System.GetSystemInfoAsync(stop).ConfigureAwait(false);
            return new EngineDescription(
                info.ServerVersion ?? string.Empty,
                info.Driver ?? string.Empty,
                info.CgroupVersion ?? "1",
                info.MemTotal,
                info.NCPU,
                [.. info.SecurityOptions ?? []],
                info.OperatingSystem ?? string.Empty)
            {
                ContainerSystem = info.OSType ?? "linux",
                HostName = info.Name ?? string.Empty,
                DataRoot = info.DockerRootDir ?? string.Empty,
                Warnings = [.. info.Warnings ?? []],
            };
        });

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
