using System.Collections.Frozen;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The kinds that Argo CD neither applies nor watches, as its stock configuration says.</summary>
internal static class ExcludedResources
{
    private static readonly FrozenSet<(string Group, string Kind)> Kinds = new[]
    {
        ("", "Event"), ("", "Endpoints"), ("coordination.k8s.io", "Lease"), ("discovery.k8s.io", "EndpointSlice"),
        ("authentication.k8s.io", "SelfSubjectReview"), ("authentication.k8s.io", "TokenReview"),
        ("authorization.k8s.io", "LocalSubjectAccessReview"), ("authorization.k8s.io", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectRulesReview"), ("authorization.k8s.io", "SubjectAccessReview"),
        ("certificates.k8s.io", "CertificateSigningRequest"), ("cert-manager.io", "CertificateRequest"),
        ("cilium.io", "CiliumIdentity"), ("cilium.io", "CiliumEndpoint"), ("cilium.io", "CiliumEndpointSlice"),
    }.ToFrozenSet();

    public static bool Contain(GroupVersionKind type) =>
        type.Group is "events.k8s.io" or "metrics.k8s.io" || Kinds.Contains((type.Group, type.Kind));
}
