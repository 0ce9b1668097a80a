using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>What is known of the engine and of its machine.</summary>
/// <param name="Engine">What the engine says of itself.</param>
/// <param name="Address">Where it answers.</param>
internal sealed record MachineFacts(EngineDescription Engine, EngineAddress Address)
{
    /// <summary>Whether the engine's machine is this one, so that its files can be read. A socket alone proves nothing: it may be forwarded.</summary>
    public bool IsHere { get; init; }

    /// <summary>Reads a file of this machine; null when it cannot be read.</summary>
    public Func<string, string?> Read { get; init; } = _ => null;

    /// <summary>The free bytes where a folder of this machine lies; null when nobody knows.</summary>
    public Func<string, long?> FreeSpace { get; init; } = _ => null;

    /// <summary>Whether nobody listens on a port of this machine; true when its ports are not those of the engine's.</summary>
    public Func<int, string, bool> IsPortFree { get; init; } = (_, _) => true;

    /// <summary>The containers that have a port of the engine's machine.</summary>
    public ILookup<(int Port, string Protocol), string> HostPorts { get; init; } = Array.Empty<(int, string)>().ToLookup(port => port, _ => string.Empty);

    /// <summary>Asks the engine, and this machine where the engine is on it.</summary>
    public static async Task<MachineFacts> GatherAsync(DockerEngine engine, CancellationToken stop)
    {
        var description = await engine.DescribeAsync(stop).ConfigureAwait(false);
        return new MachineFacts(description, engine.Address)
        {
            IsHere = OperatingSystem.IsLinux()
                && engine.Address.Endpoint.Scheme == "unix"
                && string.Equals(description.HostName, Environment.MachineName, StringComparison.OrdinalIgnoreCase),
            Read = ReadFile,
            FreeSpace = FreeSpaceOf,
            IsPortFree = engine.Address.PublishedAt == EngineAddress.Loopback ? FreePort.IsFree : (_, _) => true,
            HostPorts = await engine.Containers.HostPortsAsync(stop).ConfigureAwait(false),
        };
    }

    private static string? ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? FreeSpaceOf(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
