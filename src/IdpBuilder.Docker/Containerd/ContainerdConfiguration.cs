using IdpBuilder.Docker.Registries;
using Tomlyn;
using Tomlyn.Model;

namespace IdpBuilder.Docker.Containerd;

/// <summary>A node's configuration of containerd, and what is merged into it.</summary>
internal static class ContainerdConfiguration
{
    /// <summary>Where it lies.</summary>
    public const string Path = "/etc/containerd/config.toml";

    // The plugin that pulls images has another name since version 3 of the file.
    private const string OldPlugin = "io.containerd.grpc.v1.cri";
    private const string NewPlugin = "io.containerd.cri.v1.images";

    /// <summary>The text with patches merged into it: tables by their names, anything else replaced.</summary>
    /// <exception cref="Errors.IdpException"><c>ContainerdConfigInvalid</c>.</exception>
    public static string Merge(string text, IEnumerable<string> patches)
    {
        var configuration = Read(text, $"The node's '{Path}'");
        foreach (var patch in patches)
        {
            Merge(configuration, Read(patch, $"The patch '{patch.Split('\n')[0]} …' of containerd's configuration"));
        }

        return TomlSerializer.Serialize(configuration);
    }

    /// <summary>The patch that lets containerd look for mirrors; null when it does so already.</summary>
    public static string? ForMirrors(string text)
    {
        var configuration = Read(text, $"The node's '{Path}'");
        var plugin = configuration.TryGetValue("version", out var version) && version is > 2L ? NewPlugin : OldPlugin;
        var present = configuration.TryGetValue("plugins", out var plugins)
            && plugins is TomlTable all && all.TryGetValue(plugin, out var images)
            && images is TomlTable settings && settings.TryGetValue("registry", out var registry)
            && registry is TomlTable table && table.ContainsKey("config_path");
        return present ? null : $"[plugins.\"{plugin}\".registry]\nconfig_path = \"{RegistryMirrors.Folder}\"\n";
    }

    private static TomlTable Read(string text, string what)
    {
        try
        {
            return TomlSerializer.Deserialize<TomlTable>(text) ?? [];
        }
        catch (TomlException exception)
        {
            throw KindFailures.ContainerdConfigInvalid(what, exception);
        }
    }

    private static void Merge(TomlTable target, TomlTable patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is TomlTable below && target.TryGetValue(name, out var present) && present is TomlTable inner)
            {
                Merge(inner, below);
            }
            else
            {
                target[name] = value;
            }
        }
    }
}
