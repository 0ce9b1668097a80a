using System.Text.Json.Nodes;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Registries;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Kind;

/// <summary>Reads configurations of kind. Every mistake is told at once, and nothing that is written there is passed over silently.</summary>
/// <param name="reader">Reads YAML.</param>
/// <param name="source">The name of the configuration, for messages.</param>
/// <param name="folder">Where paths that are not absolute begin; empty when nobody knows.</param>
internal sealed class KindConfigReader(IManifestReader reader, string source, string folder)
{
    private const string ApiVersion = "kind.x-k8s.io/v1alpha4";

    private readonly List<string> _mistakes = [];

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="Errors.IdpException"><c>KindConfigInvalid</c>.</exception>
    public KindConfig Read(string text)
    {
        var diagnostics = new List<Diagnostic>();
        var documents = reader.Read(text, source, diagnostics).Where(document => document.Content is not null).ToList();
        _mistakes.AddRange(diagnostics.Where(mistake => mistake.Severity == DiagnosticSeverity.Error).Select(mistake => FormattableString.Invariant($"line {mistake.Line}: {mistake.Message}")));
        var config = KindConfig.Empty;
        if (_mistakes.Count == 0 && documents is [{ Content: JsonObject content } document])
        {
            config = Cluster(new KindFields(content, string.Empty, document, _mistakes));
        }
        else if (_mistakes.Count == 0)
        {
            _mistakes.Add("it must hold one document, an object");
        }

        return _mistakes.Count == 0 ? config : throw KindFailures.ConfigInvalid(source, _mistakes);
    }

    private KindConfig Cluster(KindFields fields)
    {
        fields.Allow("apiVersion", "kind", "name", "nodes", "networking", "featureGates", "runtimeConfig", "kubeadmConfigPatches", "containerdConfigPatches");
        fields.Choice("apiVersion", ApiVersion, ApiVersion);
        fields.Choice("kind", "Cluster", "Cluster");
        return new KindConfig
        {
            Name = fields.Text("name"),
            Nodes = [.. fields.Objects("nodes").Select(Node)],
            Networking = Networking(fields.Object("networking")),
            FeatureGates = Gates(fields),
            RuntimeConfig = fields.Pairs("runtimeConfig"),
            KubeadmPatches = Patches(fields),
            ContainerdPatches = fields.Texts("containerdConfigPatches"),
        };
    }

    private KindNode Node(KindFields fields)
    {
        fields.Allow("role", "image", "labels", "extraMounts", "extraPortMappings", "kubeadmConfigPatches");
        var role = fields.Choice("role", "control-plane", "control-plane", "worker") == "worker" ? NodeRole.Worker : NodeRole.ControlPlane;
        return new KindNode(role)
        {
            Image = fields.Text("image"),
            Labels = fields.Pairs("labels"),
            Mounts = [.. fields.Objects("extraMounts").Where(mount => !IsCopied(mount)).Select(Mount)],
            Ports = [.. fields.Objects("extraPortMappings").Select(Port)],
            KubeadmPatches = Patches(fields),
        };
    }

    // Templates of the Go tool mount what is copied here; their variables for it are empty.
    private static bool IsCopied(KindFields fields) => fields.IsEmpty("hostPath") && fields.Text("containerPath") is RegistryMirrors.Folder or RegistryCredentials.NodePath;

    private NodeMount Mount(KindFields fields)
    {
        fields.Allow("hostPath", "containerPath", "readOnly", "selinuxRelabel", "propagation");
        var mount = new NodeMount(
            fields.Text("hostPath"), fields.Text("containerPath"), fields.Flag("readOnly"), fields.Choice("propagation", "None", "None", "HostToContainer", "Bidirectional"))
        {
            Relabel = fields.Flag("selinuxRelabel"),
        };
        if (mount.HostPath.Length == 0 || !mount.NodePath.StartsWith('/'))
        {
            fields.Complain("containerPath", "must be absolute, and hostPath must be given");
        }

        var isAbsolute = mount.HostPath.StartsWith('/') || Path.IsPathFullyQualified(mount.HostPath);
        if (!isAbsolute && folder.Length == 0)
        {
            fields.Complain("hostPath", "must be absolute");
        }

        return isAbsolute ? mount : mount with { HostPath = Path.GetFullPath(Path.Combine(folder, mount.HostPath)) };
    }

    private static NodePort Port(KindFields fields)
    {
        fields.Allow("containerPort", "hostPort", "listenAddress", "protocol");
        var port = new NodePort(
            Math.Max(0, fields.Port("hostPort", -1)),
            fields.Port("containerPort"),
            fields.Text("listenAddress", "0.0.0.0"),
            fields.Choice("protocol", "TCP", "TCP", "UDP", "SCTP", "tcp", "udp", "sctp").ToLowerInvariant());
        if (port.Port == 0)
        {
            fields.Complain("containerPort", "must be given");
        }

        return port;
    }

    private static KindNetworking Networking(KindFields fields)
    {
        fields.Allow("ipFamily", "apiServerPort", "apiServerAddress", "podSubnet", "serviceSubnet", "disableDefaultCNI", "kubeProxyMode", "dnsSearch");
        fields.Choice("ipFamily", "ipv4", "ipv4");
        return new KindNetworking
        {
            ApiServerAddress = fields.Text("apiServerAddress"),
            ApiServerPort = fields.Port("apiServerPort", -1),
            PodSubnet = fields.Text("podSubnet", KubeadmSettings.DefaultPodSubnet),
            ServiceSubnet = fields.Text("serviceSubnet", KubeadmSettings.DefaultServiceSubnet),
            DisableDefaultCni = fields.Flag("disableDefaultCNI"),
            DnsSearch = fields.Has("dnsSearch") ? fields.Texts("dnsSearch") : null,
            KubeProxyMode = fields.Choice("kubeProxyMode", "iptables", "iptables", "ipvs", "nftables", KubeadmSettings.NoProxy),
        };
    }

    private static Dictionary<string, bool> Gates(KindFields fields)
    {
        var gates = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, value) in fields.Pairs("featureGates"))
        {
            if (bool.TryParse(value, out var on))
            {
                gates[name] = on;
            }
            else
            {
                fields.Complain($"featureGates/{name}", $"is '{value}' and must be true or false");
            }
        }

        return gates;
    }

    private List<JsonObject> Patches(KindFields fields)
    {
        var patches = new List<JsonObject>();
        foreach (var text in fields.Texts("kubeadmConfigPatches"))
        {
            var diagnostics = new List<Diagnostic>();
            var objects = reader.Read(text, source, diagnostics).Select(document => document.Content).OfType<JsonObject>().ToList();
            if (diagnostics.Find(mistake => mistake.Severity == DiagnosticSeverity.Error) is { } mistake)
            {
                fields.Complain("kubeadmConfigPatches", $"cannot be read: {mistake.Message}");
            }
            else if (objects.Count == 0 || objects.Exists(patch => patch["kind"] is null))
            {
                fields.Complain("kubeadmConfigPatches", "must be objects that say by 'kind' which of kubeadm's documents they change");
            }

            patches.AddRange(objects);
        }

        return patches;
    }
}
