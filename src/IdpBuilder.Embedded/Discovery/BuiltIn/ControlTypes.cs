namespace IdpBuilder.Embedded.Discovery.BuiltIn;

/// <summary>The groups that extend, guard or question the API server itself.</summary>
internal static class ControlTypes
{
    private static readonly string[] Extensions = ["api-extensions"];
    private static readonly Subresource[] WithStatus = [Subresource.Status];

    public static IReadOnlyList<ResourceType> ApiRegistration { get; } =
    [
        ClusterWide("apiregistration.k8s.io", "APIService", "apiservices") with { Categories = Extensions, Subresources = WithStatus },
    ];

    public static IReadOnlyList<ResourceType> ApiExtensions { get; } =
    [
        ClusterWide("apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions") with
        {
            ShortNames = ["crd", "crds"], Categories = Extensions, Subresources = WithStatus, HasGeneration = true,
            AllowsUnconditionalUpdate = false,
        },
    ];

    public static IReadOnlyList<ResourceType> Admission { get; } =
    [
        Guard("MutatingWebhookConfiguration", "mutatingwebhookconfigurations"),
        Guard("ValidatingAdmissionPolicy", "validatingadmissionpolicies") with { Subresources = WithStatus },
        Guard("ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings"),
        Guard("ValidatingWebhookConfiguration", "validatingwebhookconfigurations"),
    ];

    public static IReadOnlyList<ResourceType> Certificates { get; } =
    [
        ClusterWide("certificates.k8s.io", "CertificateSigningRequest", "certificatesigningrequests") with
        {
            ShortNames = ["csr"],
            Subresources = [new Subresource("approval", null, null, null, ResourceVerbs.Part), Subresource.Status],
        },
    ];

    public static IReadOnlyList<ResourceType> FlowControl { get; } =
    [
        ClusterWide("flowcontrol.apiserver.k8s.io", "FlowSchema", "flowschemas") with { HasGeneration = true, Subresources = WithStatus },
        ClusterWide("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration", "prioritylevelconfigurations") with
        {
            HasGeneration = true, Subresources = WithStatus,
        },
    ];

    public static IReadOnlyList<ResourceType> Authentication { get; } =
    [
        Question("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
        Question("authentication.k8s.io", "TokenReview", "tokenreviews"),
    ];

    public static IReadOnlyList<ResourceType> Authorization { get; } =
    [
        Question("authorization.k8s.io", "LocalSubjectAccessReview", "localsubjectaccessreviews") with { Namespaced = true },
        Question("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
        Question("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
        Question("authorization.k8s.io", "SubjectAccessReview", "subjectaccessreviews"),
    ];

    private static ResourceType ClusterWide(string group, string kind, string plural) =>
        new(group, "v1", kind, plural) { Namespaced = false };

    private static ResourceType Guard(string kind, string plural) =>
        ClusterWide("admissionregistration.k8s.io", kind, plural) with { Categories = Extensions, HasGeneration = true };

    private static ResourceType Question(string group, string kind, string plural) =>
        ClusterWide(group, kind, plural) with { Verbs = ResourceVerbs.CreateOnly };
}
