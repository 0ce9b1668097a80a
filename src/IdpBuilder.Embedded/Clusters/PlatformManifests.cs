using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>The manifests of the folder <c>Platform</c>: what every embedded cluster has from the start.</summary>
internal static class PlatformManifests
{
    /// <summary>The custom resources of Argo CD and Argo Workflows: upstream's names and columns over schemas that accept everything.</summary>
    public static IEnumerable<Manifest> Definitions() => Read("argo-cd.crds.json").Concat(Read("argo-workflows.crds.json"));

    /// <summary>The namespaces and the class of Ingresses; the node comes with its actor.</summary>
    public static IEnumerable<Manifest> Cluster() => Read("cluster.json");

    /// <summary>What Argo CD makes for itself when it starts.</summary>
    public static IEnumerable<Manifest> ArgoCd() => Read("argo-cd.json");

    private static List<Manifest> Read(string name)
    {
        using var resource = typeof(PlatformManifests).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        var documents = JsonNode.Parse(resource)!.AsArray();
        var manifests = documents.Select(document => new Manifest(document!.AsObject())).ToList();
        documents.Clear();
        return manifests;
    }
}
