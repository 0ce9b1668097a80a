namespace IdpBuilder.Embedded.Discovery.BuiltIn;

/// <summary>The core group.</summary>
internal static class CoreTypes
{
    private static readonly Subresource[] WithStatus = [Subresource.Status];

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        Of("Binding", "bindings") with { Verbs = ResourceVerbs.CreateOnly },
        Of("ConfigMap", "configmaps") with { ShortNames = ["cm"] },
        Of("Endpoints", "endpoints") with
        {
            ShortNames = ["ep"], Singular = "endpoints", ListKind = "EndpointsList", CreatesOnUpdate = true,
            Deprecation = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        },
        Of("Event", "events") with { ShortNames = ["ev"], CreatesOnUpdate = true },
        Of("LimitRange", "limitranges") with { ShortNames = ["limits"], CreatesOnUpdate = true },
        Of("Namespace", "namespaces") with
        {
            ShortNames = ["ns"], Namespaced = false, NameRule = NameRule.Label, ReturnsDeleted = true,
            Verbs = [.. ResourceVerbs.Stored.Where(verb => verb != "deletecollection")],
            Subresources = [Subresource.Status, new Subresource("finalize", null, null, null, ["update"])],
        },
        Of("Node", "nodes") with { ShortNames = ["no"], Namespaced = false, Subresources = [Subresource.Status, Subresource.Proxy("NodeProxyOptions")] },
        Of("PersistentVolumeClaim", "persistentvolumeclaims") with { ShortNames = ["pvc"], Subresources = WithStatus, ReturnsDeleted = true },
        Of("PersistentVolume", "persistentvolumes") with
        {
            ShortNames = ["pv"], Namespaced = false, Subresources = WithStatus, ReturnsDeleted = true,
        },
        Of("Pod", "pods") with
        {
            ShortNames = ["po"], Categories = ["all"], HasGeneration = true, ReturnsDeleted = true,
            Subresources =
            [
                Subresource.Status,
                new Subresource("log", null, null, null, ["get"]),
                Subresource.Connect("attach", "PodAttachOptions"),
                Subresource.Connect("exec", "PodExecOptions"),
                Subresource.Connect("portforward", "PodPortForwardOptions"),
                Subresource.Proxy("PodProxyOptions"),
                Subresource.Create("binding", null, null, "Binding"),
                Subresource.Create("eviction", "policy", "v1", "Eviction"),
            ],
        },
        Of("PodTemplate", "podtemplates") with { HasGeneration = true, CreatesOnUpdate = true, ReturnsDeleted = true },
        Of("ReplicationController", "replicationcontrollers") with
        {
            ShortNames = ["rc"], Categories = ["all"], HasGeneration = true, Scale = ScaleMapping.Workload,
            Subresources = [Subresource.Status, Subresource.Scale],
        },
        Of("ResourceQuota", "resourcequotas") with { ShortNames = ["quota"], Subresources = WithStatus, ReturnsDeleted = true },
        Of("Secret", "secrets"),
        Of("ServiceAccount", "serviceaccounts") with
        {
            ShortNames = ["sa"], ReturnsDeleted = true,
            Subresources = [Subresource.Create("token", "authentication.k8s.io", "v1", "TokenRequest")],
        },
        Of("Service", "services") with
        {
            ShortNames = ["svc"], Categories = ["all"], NameRule = NameRule.ServiceLabel,
            Subresources = [Subresource.Status, Subresource.Proxy("ServiceProxyOptions")],
            ReturnsDeleted = true, CreatesOnUpdate = true,
        },
    ];

    private static ResourceType Of(string kind, string plural) => new(string.Empty, "v1", kind, plural);
}
