using System.Text.Json.Nodes;

namespace IdpBuilder.Tests.Parity;

/// <summary>What came with a version of Kubernetes: an older server does not have it.</summary>
internal static class VersionedFields
{
    // A kind in the version that we use, or a field named as kind and path, and the minor version since which it is there.
    private static readonly Dictionary<string, int> Fields = new(StringComparer.Ordinal)
    {
        ["EndpointSlice"] = 21,
        ["Service/spec/ipFamilies"] = 21,
        ["Service/spec/ipFamilyPolicy"] = 21,
        ["Service/spec/internalTrafficPolicy"] = 22,
        ["Service/spec/allocateLoadBalancerNodePorts"] = 22,
        ["DaemonSet/spec/updateStrategy/rollingUpdate/maxSurge"] = 22,
        ["StatefulSet/spec/persistentVolumeClaimRetentionPolicy"] = 27,
        ["StatefulSet/status/availableReplicas"] = 22,
        ["Job/metadata/generation"] = 22,
        ["Job/spec/completionMode"] = 22,
        ["Job/spec/suspend"] = 22,
        ["Job/spec/podReplacementPolicy"] = 29,
        ["Job/status/uncountedTerminatedPods"] = 22,
        ["Job/status/ready"] = 24,
        ["Job/status/terminating"] = 28,
        ["Job/metadata/labels/batch.kubernetes.io/controller-uid"] = 27,
        ["Job/metadata/labels/batch.kubernetes.io/job-name"] = 27,
        ["Job/spec/template/metadata/labels/batch.kubernetes.io/controller-uid"] = 27,
        ["Job/spec/template/metadata/labels/batch.kubernetes.io/job-name"] = 27,
        ["Job/spec/selector/matchLabels"] = 27,
        ["Pod/metadata/labels/batch.kubernetes.io/controller-uid"] = 27,
        ["Pod/metadata/labels/batch.kubernetes.io/job-name"] = 27,
        ["Pod/metadata/generation"] = 33,
        ["Namespace/metadata/labels"] = 21,
        ["PartialObjectMetadataList/items/metadata/generation"] = 33,

        // The plug-in that sets these is off where no controller makes tokens.
        ["Pod/spec/serviceAccount"] = int.MaxValue,
        ["Pod/spec/serviceAccountName"] = int.MaxValue,
    };

    // What older versions let several managers own, field by field.
    private static readonly Dictionary<string, int> Atomic = new(StringComparer.Ordinal)
    {
        ["Service/f:spec/f:selector"] = 22,
        ["RoleBinding/f:roleRef"] = 22,
        ["HorizontalPodAutoscaler/f:spec/f:scaleTargetRef"] = 22,
    };

    // The selectors of values for the environment, wherever they are.
    private static readonly HashSet<string> AtomicReferences = ["f:fieldRef", "f:resourceFieldRef", "f:configMapKeyRef", "f:secretKeyRef"];

    /// <summary>Whether a field, named as kind and path, is not what servers of a minor version have.</summary>
    public static bool IsNewer(string field, JsonNode? value, int minor) =>
        (Fields.TryGetValue(field, out var since) && since > minor)
        || (minor < 34 && value is null && field.EndsWith("/creationTimestamp", StringComparison.Ordinal))
        || (minor < 22 && field.EndsWith("/subresource", StringComparison.Ordinal))

        // Until then whoever sent a status that was ignored owned it.
        || (minor < 22 && field.EndsWith("/status", StringComparison.Ordinal) && field.Count(character => character == '/') == 1 && value is JsonObject owned && owned.Any(entry => entry.Key.StartsWith("f:", StringComparison.Ordinal)));

    /// <summary>The owned fields that servers of a minor version can know.</summary>
    public static JsonObject Owned(JsonObject fields, string kind, int minor) => Owned(fields, kind, kind, minor);

    private static JsonObject Owned(JsonObject fields, string plain, string path, int minor) => new(fields
        .Where(entry => !IsNewer($"{plain}/{Name(entry.Key)}", entry.Value, minor))
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => (entry.Key, Had: entry.Value!.AsObject().Count > 0, Below: Below(entry, plain, $"{path}/{entry.Key}", minor)))
        .Where(entry => !entry.Had || entry.Below.Count > 0 || IsAtomic($"{path}/{entry.Key}", entry.Key, minor))
        .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Below)));

    private static JsonObject Below(KeyValuePair<string, JsonNode?> entry, string plain, string path, int minor) =>
        IsAtomic(path, entry.Key, minor) ? [] : Owned(entry.Value!.AsObject(), $"{plain}/{Name(entry.Key)}", path, minor);

    private static bool IsAtomic(string path, string element, int minor) =>
        Atomic.GetValueOrDefault(path) > minor || (minor < 22 && AtomicReferences.Contains(element));

    private static string Name(string element) => element.StartsWith("f:", StringComparison.Ordinal) ? element[2..] : element;
}
