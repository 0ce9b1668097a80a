using System.Globalization;
using Docker.DotNet.Models;

namespace IdpBuilder.Docker.Operations;

/// <summary>Says what a container is in the words of the engine's API.</summary>
internal static class ContainerParameters
{
    /// <summary>The container.</summary>
    public static CreateContainerParameters Of(ContainerSpec spec) => new()
    {
        Name = spec.Name,
        Hostname = spec.Name,
        Image = spec.Image,
        Tty = spec.Terminal,
        Labels = Copy(spec.Labels),
        Env = [.. spec.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        Volumes = spec.Volumes.ToDictionary(path => path, _ => default(EmptyStruct), StringComparer.Ordinal),
        ExposedPorts = spec.Ports.Select(Key).Distinct(StringComparer.Ordinal).ToDictionary(port => port, _ => default(EmptyStruct), StringComparer.Ordinal),
        HostConfig = Host(spec),
        NetworkingConfig = new NetworkingConfig
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { [spec.Network] = new() { Aliases = [.. spec.Aliases] } },
        },
    };

    /// <summary>The ports of a container.</summary>
    public static IReadOnlyList<PublishedPort> Ports(IDictionary<string, IList<PortBinding>>? ports) =>
    [
        .. from port in ports ?? new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal)
           let parts = port.Key.Split('/')
           from binding in port.Value ?? []
           select new PublishedPort(Number(parts[0]), Number(binding.HostPort), binding.HostIP ?? string.Empty, parts.ElementAtOrDefault(1) ?? "tcp"),
    ];

    private static HostConfig Host(ContainerSpec spec) => new()
    {
        Privileged = spec.Privileged,
        SecurityOpt = [.. spec.SecurityOptions],
        Tmpfs = spec.TemporaryFolders.ToDictionary(path => path, _ => string.Empty, StringComparer.Ordinal),
        Binds = [.. spec.Binds],
        Devices = [.. spec.Devices.Select(path => new DeviceMapping { PathOnHost = path, PathInContainer = path, CgroupPermissions = "rwm" })],
        Sysctls = Copy(spec.Sysctls),
        NetworkMode = spec.Network,

        // The engine's default on cgroup v1 would let systemd in the node make hierarchies for the whole machine.
        CgroupnsMode = "private",
        UsernsMode = spec.HostUsers ? "host" : string.Empty,
        Init = false,
        RestartPolicy = new RestartPolicy { Name = spec.Retries > 0 ? RestartPolicyKind.OnFailure : RestartPolicyKind.No, MaximumRetryCount = spec.Retries },
        PortBindings = spec.Ports.GroupBy(Key, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IList<PortBinding> (group) => [.. group.Select(port => new PortBinding
            {
                HostIP = port.Address,
                HostPort = port.HostPort.ToString(CultureInfo.InvariantCulture),
            })],
            StringComparer.Ordinal),
    };

    private static string Key(PublishedPort port) => string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{port.Protocol}");

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string> values) => new(values, StringComparer.Ordinal);
}
