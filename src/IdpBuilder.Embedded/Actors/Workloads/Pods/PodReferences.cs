using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>Finds what a Pod needs. What is marked optional is not needed.</summary>
internal static class PodReferences
{
    /// <summary>The claims of a Pod's volumes, those of ephemeral volumes too.</summary>
    public static IEnumerable<ResourceKey> ClaimsOf(Manifest pod)
    {
        foreach (var volume in Objects(pod.Spec?["volumes"]))
        {
            var claim = volume["ephemeral"] is not null
                ? $"{pod.Name}-{NodePath.Text(volume, "name")}"
                : NodePath.Text(volume, "persistentVolumeClaim", "claimName");
            if (claim.Length > 0)
            {
                yield return new ResourceKey(string.Empty, "PersistentVolumeClaim", pod.Namespace, claim);
            }
        }
    }

    /// <summary>The account a Pod runs as.</summary>
    public static ResourceKey AccountOf(Manifest pod)
    {
        var name = NodePath.Text(pod.Spec, "serviceAccountName");
        return new ResourceKey(string.Empty, "ServiceAccount", pod.Namespace, name.Length == 0 ? "default" : name);
    }

    /// <summary>The ConfigMaps and Secrets without which volumes cannot be mounted or containers not be configured.</summary>
    public static IEnumerable<PodReference> Of(Manifest pod) => OfVolumes(pod).Concat(
        Objects(pod.Spec?["initContainers"]).Concat(Objects(pod.Spec?["containers"])).SelectMany(container => OfContainer(pod, container)));

    private static IEnumerable<PodReference> OfVolumes(Manifest pod)
    {
        foreach (var volume in Objects(pod.Spec?["volumes"]))
        {
            var sources = Objects(volume["projected"]?["sources"]).Append(volume);
            foreach (var source in sources)
            {
                foreach (var reference in OfSource(pod, source, NodePath.Text(volume, "name")))
                {
                    yield return reference;
                }
            }
        }
    }

    private static IEnumerable<PodReference> OfSource(Manifest pod, JsonObject source, string volume)
    {
        foreach (var (field, kind, nameField) in new[] { ("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName") })
        {
            if (source[field] is not JsonObject given || IsOptional(given))
            {
                continue;
            }

            var name = NodePath.Text(given, nameField);
            name = name.Length == 0 ? NodePath.Text(given, "name") : name;
            var items = Objects(given["items"]).Select(item => NodePath.Text(item, "key")).DefaultIfEmpty(string.Empty);
            foreach (var item in items)
            {
                yield return new PodReference(new ResourceKey(string.Empty, kind, pod.Namespace, name), item, volume, string.Empty);
            }
        }
    }

    private static IEnumerable<PodReference> OfContainer(Manifest pod, JsonObject container)
    {
        var name = NodePath.Text(container, "name");
        var sources = Objects(container["envFrom"])
            .SelectMany(from => new[] { ("ConfigMap", from["configMapRef"]), ("Secret", from["secretRef"]) })
            .Concat(Objects(container["env"]).Select(variable => variable["valueFrom"] as JsonObject)
                .SelectMany(from => new[] { ("ConfigMap", from?["configMapKeyRef"]), ("Secret", from?["secretKeyRef"]) }));
        foreach (var (kind, node) in sources)
        {
            if (node is JsonObject given && !IsOptional(given))
            {
                yield return new PodReference(
                    new ResourceKey(string.Empty, kind, pod.Namespace, NodePath.Text(given, "name")), NodePath.Text(given, "key"), string.Empty, name);
            }
        }
    }

    private static bool IsOptional(JsonObject given) => given["optional"] is JsonValue value && value.TryGetValue(out bool optional) && optional;

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}
