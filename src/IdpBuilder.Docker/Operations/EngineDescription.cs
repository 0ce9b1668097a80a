namespace IdpBuilder.Docker.Operations;

/// <summary>What an engine says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="StorageDriver">How it stores containers' files.</param>
/// <param name="CgroupVersion">1 or 2, as text.</param>
/// <param name="Memory">The memory of its machine in bytes.</param>
/// <param name="Processors">The processors of its machine.</param>
/// <param name="SecurityOptions">Its security options, such as <c>name=rootless</c>.</param>
/// <param name="OperatingSystem">What its machine runs.</param>
internal sealed record EngineDescription(
    string Version, string StorageDriver, string CgroupVersion, long Memory, long Processors, IReadOnlyList<string> SecurityOptions, string OperatingSystem)
{
    /// <summary>The kind of containers it runs: <c>linux</c> or <c>windows</c>.</summary>
    public string ContainerSystem { get; init; } = "linux";

    /// <summary>The host name of its machine.</summary>
    public string HostName { get; init; } = string.Empty;

    /// <summary>The folder of its machine in which images, containers and volumes lie.</summary>
    public string DataRoot { get; init; } = string.Empty;

    /// <summary>What it finds amiss with its machine.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether it runs without root's rights.</summary>
    public bool Rootless => SecurityOptions.Contains("name=rootless", StringComparer.Ordinal);

    /// <summary>Whether it maps containers' users to others of its machine.</summary>
    public bool RemapsUsers => SecurityOptions.Contains("name=userns", StringComparer.Ordinal);
}
