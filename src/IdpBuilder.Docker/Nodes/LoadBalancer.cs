using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The container before several control planes, in kind's manner: HAProxy, which finds them by the engine's names and passes on to those that are healthy.</summary>
internal static class LoadBalancer
{
    /// <summary>The image that is taken when none is asked for: kind's own, as its releases from 0.20 to 0.30 use it.</summary>
    public const string DefaultImage = "docker.io/kindest/haproxy:v20230606-42a2262b";

    /// <summary>kind's word for the role.</summary>
    public const string Role = "external-load-balancer";

    // Where the image looks for it.
    private const string ConfigurationPath = "/usr/local/etc/haproxy/haproxy.cfg";

    /// <summary>The name of a cluster's balancer.</summary>
    public static string NameOf(string cluster) => $"{cluster}-{Role}";

    /// <summary>The container.</summary>
    /// <param name="plan">The cluster.</param>
    /// <param name="network">The network.</param>
    /// <param name="api">The port under which the API is published.</param>
    /// <param name="run">The run that makes it.</param>
    public static ContainerSpec Of(ClusterPlan plan, NodeNetwork network, PublishedPort api, string run) => new()
    {
        Name = plan.EntryPoint,
        Image = plan.BalancerImage,
        Network = network.Name,
        Labels = NodeLabels.OfContainer(plan, Role, run),
        Ports = [api],
        Files = new Dictionary<string, string>(StringComparer.Ordinal) { [ConfigurationPath] = Configuration(plan.ControlPlanes) },

        // As for nodes: it comes back with the engine.
        Retries = 1,
    };

    /// <summary>HAProxy's configuration. Addresses change when nodes are restarted, so that names are asked for again and again.</summary>
    public static string Configuration(IReadOnlyList<Node> controlPlanes) => $"""
        global
          maxconn 1000
        resolvers engine
          nameserver names 127.0.0.11:53
          hold valid 5s
        defaults
          mode tcp
          timeout connect 5s
          timeout client 1h
          timeout server 1h
          default-server init-addr none
        frontend api
          bind *:{NodeContainer.ApiPort}
          default_backend control-planes
        backend control-planes
          option httpchk GET /readyz
          default-server inter 1s fall 3 rise 1 on-marked-down shutdown-sessions
        {string.Join('\n', controlPlanes.Select(node => $"  server {node.Name} {node.Name}:{NodeContainer.ApiPort} check check-ssl verify none resolvers engine resolve-prefer ipv4"))}

        """.ReplaceLineEndings("\n");
}
