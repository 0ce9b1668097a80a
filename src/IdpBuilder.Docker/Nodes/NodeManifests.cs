using System.Text.Json.Nodes;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The manifests that a node image brings: its network and its storage class.</summary>
internal static class NodeManifests
{
    private const string NetworkPath = "/kind/manifests/default-cni.yaml";
    private const string StoragePath = "/kind/manifests/default-storage.yaml";

    // The sign of kind's own manifests that the control plane's address is to be added.
    private const string WantsEndpoint = "would you kindly patch this file";

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
        if (mistakes.Exists(mistake => mistake.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        IReadOnlyList<Manifest> manifests = [.. documents.Select(document => document.Content).OfType<JsonObject>().Select(json => new Manifest(json))];
        if (text.Contains(WantsEndpoint, StringComparison.Ordinal))
        {
            foreach (var manifest in manifests.Where(manifest => manifest.Kind == "DaemonSet"))
            {
                AddEndpoint(manifest, KubeadmSettings.EndpointOf(plan.EntryPoint));
            }
        }

        return manifests;
    }

    // Without it the network's agents call the API by its Service, which leads nowhere until kube-proxy runs, or ever where there is none.
    private static void AddEndpoint(Manifest manifest, string endpoint)
    {
        if (manifest.Spec?["template"]?["spec"]?["containers"] is JsonArray { Count: > 0 } containers && containers[0] is JsonObject agent)
        {
            var variables = agent["env"] as JsonArray ?? [];
            agent["env"] = variables;
            variables.Add(new JsonObject { ["name"] = "CONTROL_PLANE_ENDPOINT", ["value"] = endpoint });
        }
    }
}
