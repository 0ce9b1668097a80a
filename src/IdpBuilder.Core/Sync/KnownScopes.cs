using System.Collections.Frozen;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Which types live in namespaces, as far as it can be known without a cluster: built-in ones, and those defined beside.</summary>
public sealed class KnownScopes
{
    private static readonly FrozenSet<(string Group, string Kind)> ClusterScoped = new[]
    {
        ("", "Namespace"), ("", "Node"), ("", "PersistentVolume"), ("", "ComponentStatus"),
        ("rbac.authorization.k8s.io", "ClusterRole"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"), ("apiregistration.k8s.io", "APIService"),
        ("storage.k8s.io", "StorageClass"), ("storage.k8s.io", "CSIDriver"), ("storage.k8s.io", "CSINode"),
        ("storage.k8s.io", "VolumeAttachment"), ("storage.k8s.io", "VolumeAttributesClass"),
        ("networking.k8s.io", "IngressClass"), ("networking.k8s.io", "IPAddress"), ("networking.k8s.io", "ServiceCIDR"),
        ("node.k8s.io", "RuntimeClass"), ("scheduling.k8s.io", "PriorityClass"),
        ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicy"), ("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"),
        ("resource.k8s.io", "DeviceClass"), ("resource.k8s.io", "ResourceSlice"),
        ("gateway.networking.k8s.io", "GatewayClass"),
        ("snapshot.storage.k8s.io", "VolumeSnapshotClass"), ("snapshot.storage.k8s.io", "VolumeSnapshotContent"),
        ("groupsnapshot.storage.k8s.io", "VolumeGroupSnapshotClass"), ("groupsnapshot.storage.k8s.io", "VolumeGroupSnapshotContent"),
        ("certificates.k8s.io", "CertificateSigningRequest"), ("certificates.k8s.io", "ClusterTrustBundle"),
        ("flowcontrol.apiserver.k8s.io", "FlowSchema"), ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"),
        ("authentication.k8s.io", "TokenReview"), ("authentication.k8s.io", "SelfSubjectReview"), ("authorization.k8s.io", "SubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectAccessReview"), ("authorization.k8s.io", "SelfSubjectRulesReview"),
        ("argoproj.io", "ClusterWorkflowTemplate"),
    }.ToFrozenSet();

    private readonly Dictionary<string, bool> _defined = new(StringComparer.Ordinal);

    /// <summary>Learns from the CustomResourceDefinitions among the manifests.</summary>
    public KnownScopes(IEnumerable<Manifest> manifests)
    {
        foreach (var manifest in manifests)
        {
            if (CustomResourceDefinitions.DefinedKind(manifest) is { } kind)
            {
                _defined[kind] = manifest.Spec?["scope"] is not JsonValue scope
                    || !scope.TryGetValue(out string? text)
                    || text != "Cluster";
            }
        }
    }

    /// <summary>Whether objects of the type live in namespaces; null when it cannot be told.</summary>
    public bool? IsNamespaced(GroupVersionKind type)
    {
        if (ClusterScoped.Contains((type.Group, type.Kind)))
        {
            return false;
        }

        if (_defined.TryGetValue(CustomResourceDefinitions.KeyOf(type), out var namespaced))
        {
            return namespaced;
        }

        return !type.Group.Contains('.', StringComparison.Ordinal) || type.Group.EndsWith(".k8s.io", StringComparison.Ordinal)
            ? true
            : null;
    }

    /// <summary>The namespace an object gets: none for cluster-scoped types, its own, or the destination's.</summary>
    public string EffectiveNamespace(Manifest manifest, string destination)
    {
        if (IsNamespaced(manifest.GroupVersionKind) == false)
        {
            return string.Empty;
        }

        return manifest.Namespace.Length > 0 ? manifest.Namespace : destination;
    }
}
