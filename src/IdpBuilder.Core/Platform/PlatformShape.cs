using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Reading;

namespace IdpBuilder.Platform;

/// <summary>What a platform is like, as far as the manifests of core packages differ by it. Their folders below <c>when</c> are named by the words for it.</summary>
/// <param name="Facts">Where its pages are.</param>
public sealed record PlatformShape(PlatformFacts Facts)
{
    private const string IngressClass = "nginx";
    private const string IngressNode = "ingress-ready=true";

    private static readonly string[] OfThisMachine = ["localhost", "localtest.me"];
    private static readonly GroupVersionKind IngressClassType = new("networking.k8s.io", "v1", "IngressClass");
    private static readonly GroupVersionKind NodeType = new(string.Empty, "v1", "Node");

    /// <summary>Whether Ingresses are answered.</summary>
    public bool HasIngress { get; init; }

    /// <summary>Whether a node publishes its ports 80 and 443 for the ingress; else a load balancer stands before it.</summary>
    public bool HasIngressNode { get; init; } = true;

    /// <summary>Whether the pages' names are this machine's own, so that within the cluster they must lead elsewhere.</summary>
    public bool LeadsNames => HasIngressNode || Array.Exists(OfThisMachine, name => Facts.Host == name || Facts.Host.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The shape that the platform has in a cluster that is there: Ingresses are answered where there is the class that they name.</summary>
    public async Task<PlatformShape> OfAsync(IKubernetesApi api, CancellationToken stop)
    {
        var answered = HasIngress || await api.GetAsync(new ResourceReference(IngressClassType, string.Empty, IngressClass), stop).ConfigureAwait(false) is not null;
        var nodes = await api.ListAsync(new ResourceSelector(NodeType) { LabelSelector = IngressNode }, stop).ConfigureAwait(false);
        return this with { HasIngress = answered, HasIngressNode = nodes.Items.Count > 0 };
    }

    /// <summary>Whether all words of a condition, such as <c>ingress-path</c>, are so.</summary>
    public bool Fits(string condition) => condition.Split('-').All(Words().Contains);

    /// <summary>The text of a file below <c>when</c>: numbers stand there too, so that its placeholders are filled before it is read.</summary>
    public string Fill(string text) => Placeholders.Of(Facts, []).Fill(text, structured: false);

    private HashSet<string> Words()
    {
        var words = new HashSet<string>(StringComparer.Ordinal)
        {
            Facts.Protocol,
            Facts.PathRouting ? "path" : "subdomain",
            HasIngressNode ? "node" : "balancer",
        };
        if (HasIngress)
        {
            words.Add("ingress");
        }

        if (Facts.IsCodespace)
        {
            words.Add("codespace");
        }

        // The ports 80 and 443 are the ingress' anyway.
        if (Facts.Port is not (80 or 443))
        {
            words.Add("port");
        }

        return words;
    }
}
