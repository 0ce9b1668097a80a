using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Warnings;

/// <summary>What a real server warns of in objects that it accepts.</summary>
internal static class ObjectWarnings
{
    private const string IngressClass = "kubernetes.io/ingress.class";

    private static readonly Dictionary<(string Group, string Kind), string[]> Templates = new()
    {
        [(string.Empty, "PodTemplate")] = ["template"],
        [(string.Empty, "ReplicationController")] = ["spec", "template"],
        [("apps", "DaemonSet")] = ["spec", "template"],
        [("apps", "Deployment")] = ["spec", "template"],
        [("apps", "ReplicaSet")] = ["spec", "template"],
        [("apps", "StatefulSet")] = ["spec", "template"],
        [("batch", "CronJob")] = ["spec", "jobTemplate", "spec", "template"],
        [("batch", "Job")] = ["spec", "template"],
    };

    /// <summary>The warnings about an object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="before">What it was; null for a new one.</param>
    /// <param name="json">What it becomes, valid and with its defaults.</param>
    public static IEnumerable<string> Of(ResourceType type, JsonObject? before, JsonObject json) => (type.Type.Group, type.Type.Kind) switch
    {
        // What a controller creates has been warned of where somebody wrote it.
        ("", "Pod") when before is null && !json.Child("metadata").Children("ownerReferences").Any() => TemplateWarnings.Of(json, string.Empty),
        ("networking.k8s.io", "Ingress") when before is null => OfIngress(json),
        var kind when Templates.TryGetValue(kind, out var path) && HasChanged(before, json) && NodePath.At(json, path) is JsonObject template =>
            TemplateWarnings.Of(template, string.Join('.', path)),
        _ => [],
    };

    private static bool HasChanged(JsonObject? before, JsonObject json) =>
        before is null || before.Child("metadata").Whole("generation") != json.Child("metadata").Whole("generation");

    private static string[] OfIngress(JsonObject json) =>
        json.Child("metadata").Child("annotations").TextOrNull(IngressClass) is not null && json.Child("spec").TextOrNull("ingressClassName") is null
            ? [$"annotation \"{IngressClass}\" is deprecated, please use 'spec.ingressClassName' instead"]
            : [];
}
