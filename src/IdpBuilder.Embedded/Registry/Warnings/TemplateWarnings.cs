using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Warnings;

/// <summary>What is outdated or suspicious in a Pod or the template of one.</summary>
internal static class TemplateWarnings
{
    private const string Seccomp = "seccomp.security.alpha.kubernetes.io/pod";
    private const string NoSelector = "a null labelSelector results in matching no pod";

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["beta.kubernetes.io/arch"] = "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
        ["beta.kubernetes.io/os"] = "deprecated since v1.14; use \"kubernetes.io/os\" instead",
        ["beta.kubernetes.io/instance-type"] = "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
        ["failure-domain.beta.kubernetes.io/region"] = "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
        ["failure-domain.beta.kubernetes.io/zone"] = "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
    };

    private static readonly Dictionary<string, string> Annotations = new(StringComparer.Ordinal)
    {
        ["scheduler.alpha.kubernetes.io/critical-pod"] = "non-functional in v1.16+; use the \"priorityClassName\" field instead",
        ["security.alpha.kubernetes.io/sysctls"] = "non-functional in v1.11+; use the \"sysctls\" field instead",
        ["security.alpha.kubernetes.io/unsafe-sysctls"] = "non-functional in v1.11+; use the \"sysctls\" field instead",
    };

    private static readonly Dictionary<string, string> Volumes = new(StringComparer.Ordinal)
    {
        ["photonPersistentDisk"] = "deprecated in v1.11, non-functional in v1.16+",
        ["gitRepo"] = "deprecated in v1.11",
        ["scaleIO"] = "deprecated in v1.16, non-functional in v1.22+",
        ["flocker"] = "deprecated in v1.22, non-functional in v1.25+",
        ["storageOS"] = "deprecated in v1.22, non-functional in v1.25+",
        ["quobyte"] = "deprecated in v1.22, non-functional in v1.25+",
        ["glusterfs"] = "deprecated in v1.25, non-functional in v1.26+",
        ["cephfs"] = "deprecated in v1.28, non-functional in v1.31+",
        ["rbd"] = "deprecated in v1.28, non-functional in v1.31+",
    };

    /// <summary>The warnings about a template, or about a Pod, for which <paramref name="path"/> is empty.</summary>
    public static IEnumerable<string> Of(JsonObject template, string path)
    {
        var spec = template.Child("spec") ?? [];
        var specPath = FieldPath.Child(path, "spec");
        return OfPlacement(spec, specPath)
            .Concat(OfAnnotations(template, FieldPath.Child(path, "metadata.annotations")))
            .Concat(OfVolumes(spec, specPath))
            .Concat(OfPullSecrets(spec, specPath))
            .Concat(ContainerWarnings.Of(spec, specPath))
            .ToArray();
    }

    private static IEnumerable<string> OfPlacement(JsonObject spec, string path)
    {
        foreach (var (label, _) in spec.Child("nodeSelector") ?? [])
        {
            if (Labels.TryGetValue(label, out var message))
            {
                yield return $"{path}.nodeSelector[{label}]: {message}";
            }
        }

        foreach (var (constraint, item) in FieldPath.Items(spec, path, "topologySpreadConstraints"))
        {
            if (Labels.TryGetValue(constraint.Text("topologyKey"), out var message))
            {
                yield return $"{item}.topologyKey: {constraint.Text("topologyKey")} is {message}";
            }

            if (constraint.Child("labelSelector") is null)
            {
                yield return $"{item}.labelSelector: {NoSelector}";
            }
        }
    }

    private static IEnumerable<string> OfAnnotations(JsonObject template, string path)
    {
        foreach (var (key, _) in template.Child("metadata").Child("annotations") ?? [])
        {
            if (Annotations.TryGetValue(key, out var message))
            {
                yield return $"{path}[{key}]: {message}";
            }
            else if (key == Seccomp && template.Child("spec").Child("securityContext").Child("seccompProfile") is null)
            {
                yield return $"{path}[{key}]: non-functional in v1.27+; use the \"seccompProfile\" field instead";
            }
        }
    }

    private static IEnumerable<string> OfVolumes(JsonObject spec, string path) =>
        from volume in FieldPath.Items(spec, path, "volumes")
        from source in volume.Item
        where Volumes.ContainsKey(source.Key)
        select $"{volume.Path}.{source.Key}: {Volumes[source.Key]}";

    private static IEnumerable<string> OfPullSecrets(JsonObject spec, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (secret, item) in FieldPath.Items(spec, path, "imagePullSecrets"))
        {
            var name = secret.Text("name");
            var known = !seen.Add(name);
            if (name.Length == 0 || known)
            {
                yield return $"{item}.name: {(name.Length == 0 ? "invalid empty" : "duplicate")} name \"{name}\"";
            }
        }
    }
}
