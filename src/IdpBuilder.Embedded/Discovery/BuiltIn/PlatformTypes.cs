namespace IdpBuilder.Embedded.Discovery.BuiltIn;

/// <summary>The groups about networks, storage, rights and scheduling.</summary>
internal static class PlatformTypes
{
    private static readonly Subresource[] WithStatus = [Subresource.Status];

    public static IReadOnlyList<ResourceType> Networking { get; } =
    [
        ClusterWide("networking.k8s.io", "IngressClass", "ingressclasses") with { HasGeneration = true },
        new("networking.k8s.io", "v1", "Ingress", "ingresses") { ShortNames = ["ing"], HasGeneration = true, Subresources = WithStatus },
        ClusterWide("networking.k8s.io", "IPAddress", "ipaddresses") with { ShortNames = ["ip"] },
        new("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies") { ShortNames = ["netpol"], HasGeneration = true },
        ClusterWide("networking.k8s.io", "ServiceCIDR", "servicecidrs") with { Subresources = WithStatus },
    ];

    public static IReadOnlyList<ResourceType> Rbac { get; } =
    [
        ClusterWide("rbac.authorization.k8s.io", "ClusterRoleBinding", "clusterrolebindings") with { NameRule = NameRule.PathSegment, CreatesOnUpdate = true },
        ClusterWide("rbac.authorization.k8s.io", "ClusterRole", "clusterroles") with { NameRule = NameRule.PathSegment, CreatesOnUpdate = true },
        new("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings") { NameRule = NameRule.PathSegment, CreatesOnUpdate = true },
        new("rbac.authorization.k8s.io", "v1", "Role", "roles") { NameRule = NameRule.PathSegment, CreatesOnUpdate = true },
    ];

    public static IReadOnlyList<ResourceType> Storage { get; } =
    [
        ClusterWide("storage.k8s.io", "CSIDriver", "csidrivers"),
        ClusterWide("storage.k8s.io", "CSINode", "csinodes"),
        new("storage.k8s.io", "v1", "CSIStorageCapacity", "csistoragecapacities") { ListKind = "CSIStorageCapacityList" },
        ClusterWide("storage.k8s.io", "StorageClass", "storageclasses") with { ShortNames = ["sc"] },
        ClusterWide("storage.k8s.io", "VolumeAttachment", "volumeattachments") with { Subresources = WithStatus },
        ClusterWide("storage.k8s.io", "VolumeAttributesClass", "volumeattributesclasses") with { ShortNames = ["vac"] },
    ];

    public static IReadOnlyList<ResourceType> Coordination { get; } =
        [new("coordination.k8s.io", "v1", "Lease", "leases") { CreatesOnUpdate = true, AllowsUnconditionalUpdate = false }];

    public static IReadOnlyList<ResourceType> Scheduling { get; } =
        [ClusterWide("scheduling.k8s.io", "PriorityClass", "priorityclasses") with { ShortNames = ["pc"], HasGeneration = true }];

    public static IReadOnlyList<ResourceType> Node { get; } =
        [ClusterWide("node.k8s.io", "RuntimeClass", "runtimeclasses")];

    public static IReadOnlyList<ResourceType> Discovery { get; } =
        [new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices") { HasGeneration = true }];

    public static IReadOnlyList<ResourceType> Events { get; } =
    [
        new("events.k8s.io", "v1", "Event", "events")
        {
            ShortNames = ["ev"], CreatesOnUpdate = true, Id = new(string.Empty, "events"), StorageApiVersion = "v1",
            View = Conversion.EventConversion.View,
        },
    ];

    private static ResourceType ClusterWide(string group, string kind, string plural) =>
        new(group, "v1", kind, plural) { Namespaced = false };
}
