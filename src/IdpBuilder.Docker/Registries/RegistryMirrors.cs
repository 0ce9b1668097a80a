namespace IdpBuilder.Docker.Registries;

/// <summary>Says to a node's containerd where to ask instead of a registry.</summary>
internal static class RegistryMirrors
{
    /// <summary>Where containerd looks for it, in every node image of kind.</summary>
    public const string Folder = "/etc/containerd/certs.d";

    /// <summary>The files, by path. What a mirror does not have, the registry itself is asked for.</summary>
    public static IReadOnlyDictionary<string, string> Files(IReadOnlyDictionary<string, string> mirrors) =>
        mirrors.ToDictionary(mirror => $"{Folder}/{mirror.Key}/hosts.toml", mirror => Text(mirror.Key, mirror.Value), StringComparer.Ordinal);

    private static string Text(string registry, string mirror)
    {
        var server = registry == "docker.io" ? "registry-1.docker.io" : registry;
        var address = mirror.Contains("://", StringComparison.Ordinal) ? mirror : "https://" + mirror;
        return $"server = \"https://{server}\"\n\n[host.\"{address}\"]\n  capabilities = [\"pull\", \"resolve\"]\n";
    }
}
