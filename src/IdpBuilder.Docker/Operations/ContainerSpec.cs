namespace IdpBuilder.Docker.Operations;

/// <summary>A container that is wanted.</summary>
internal sealed record ContainerSpec
{
    /// <summary>Its name and host name.</summary>
    public required string Name { get; init; }

    /// <summary>Its image.</summary>
    public required string Image { get; init; }

    /// <summary>The network it joins.</summary>
    public required string Network { get; init; }

    /// <summary>The names that others in its network have for it, beside its own.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its published ports.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>Folders of the engine's machine, as <c>from:to[:ro]</c>.</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    /// <summary>Folders that get a volume of their own.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Folders in memory.</summary>
    public IReadOnlyList<string> TemporaryFolders { get; init; } = [];

    /// <summary>Devices of the engine's machine.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Kernel settings of its own namespaces.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Security options.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Files that it finds when it starts; everybody in it may read them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it has all of the engine's rights.</summary>
    public bool Privileged { get; init; }

    /// <summary>Whether it has a terminal, on which systemd tells how far it is.</summary>
    public bool Terminal { get; init; }

    /// <summary>How often the engine starts it again after a failure; after a restart of the engine it always does.</summary>
    public int Retries { get; init; }

    /// <summary>Whether it lives in the engine's own user namespace although users are mapped.</summary>
    public bool HostUsers { get; init; }
}
