using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The manifests that a node image brings: its network and its storage class.</summary>
internal static class NodeManifests
{
    private const string NetworkPath = "/kind/manifests/default-cni.yaml";
    private const string StoragePath = "/kind/manifests/default-storage.yaml";

    /// <summary>Where those lie that a cluster wants.</summary>
    public static IReadOnlyList<string> Paths(ClusterPlan plan) => plan.Config.Networking.DisableDefaultCni ? [StoragePath] : [NetworkPath, StoragePath];

    /// <summary>Reads one; null when it is no manifest.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="plan">The cluster.</param>
    /// <param name="reader">Reads YAML.</param>
    public static IReadOnlyList<Manifest>? Read(string text, string path, ClusterPlan plan, IManifestReader reader)
    {
        // The only variable of the template, in the forms that published images have.
        var filled = text.Replace("{{ .PodSubnet }}", plan.Config.Networking.PodSubnet, StringComparison.Ordinal)
            .Replace("{{.PodSubnet}}", plan.Config.Networking.PodSubnet, StringComparison.Ordinal);
        var mistakes = new List<Diagnostic>();
        var documents = reader.Read(filled, path, mistakes);
        return mistakes.Exists(mistake => mistake.Severity == DiagnosticSeverity.Error)
            ? null
            : [.. documents.Select(document => document.Content).OfType<System.Text.Json.Nodes.JsonObject>().Select(json => new Manifest(json))];
    }
}
