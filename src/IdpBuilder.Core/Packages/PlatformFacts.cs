using IdpBuilder.Clusters;

namespace IdpBuilder.Packages;

/// <summary>What packages may ask about the platform they are installed in, as <c>((idp.host))</c> and the like.</summary>
/// <param name="Host">The host of the platform's pages.</param>
/// <param name="Port">Their port.</param>
/// <param name="Protocol"><c>http</c> or <c>https</c>.</param>
/// <param name="Cluster">The cluster's name.</param>
public sealed record PlatformFacts(string Host, int Port, string Protocol, string Cluster)
{
    /// <summary>Whether pages are told apart by their path, <c>host/argocd</c>, and not by their host, <c>argocd.host</c>.</summary>
    public bool PathRouting { get; init; }

    /// <summary>Whether something listens there: an embedded cluster runs no servers.</summary>
    public bool ServesPages { get; init; } = true;

    /// <summary>Whether the host is a port of a GitHub Codespace, whose proxy answers for it with TLS on the usual port.</summary>
    public bool IsCodespace => Host.EndsWith(".app.github.dev", StringComparison.OrdinalIgnoreCase);

    /// <summary>The platform that <c>New-IdpCluster</c> makes unless told otherwise, for checks without a cluster.</summary>
    public static PlatformFacts Default { get; } = Of(new ClusterSpec("localdev"));

    /// <summary>The platform of a cluster.</summary>
    public static PlatformFacts Of(Cluster cluster) => new(cluster.HostName, cluster.Port, cluster.Protocol, cluster.Name)
    {
        ServesPages = cluster.Provider != ClusterProvider.Embedded,
        PathRouting = cluster.PathRouting,
    };

    /// <summary>The platform of a cluster that is still to be made.</summary>
    public static PlatformFacts Of(ClusterSpec spec) => new(spec.HostName, spec.Port, spec.Protocol, spec.Name) { PathRouting = spec.PathRouting };

    /// <summary>The address of one of the platform's pages, such as <c>argocd</c>.</summary>
    public string PageOf(string page) => PathRouting ? $"{AddressOf(Host)}/{page}" : AddressOf($"{page}.{Host}");

    /// <summary>The address of the platform's host, or of a host below it.</summary>
    public string AddressOf(string host) => IsCodespace ? $"https://{host}" : FormattableString.Invariant($"{Protocol}://{host}:{Port}");
}
