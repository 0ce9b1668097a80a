namespace IdpBuilder.Embedded.Discovery.BuiltIn;

/// <summary>Every type the server has without a CRD, in the order in which discovery names groups.</summary>
internal static class BuiltInTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        .. CoreTypes.All,
        .. ControlTypes.ApiRegistration,
        .. WorkloadTypes.Apps,
        .. PlatformTypes.Events,
        .. ControlTypes.Authentication,
        .. ControlTypes.Authorization,
        .. WorkloadTypes.Autoscaling,
        .. WorkloadTypes.Batch,
        .. ControlTypes.Certificates,
        .. PlatformTypes.Networking,
        .. WorkloadTypes.Policy,
        .. PlatformTypes.Rbac,
        .. PlatformTypes.Storage,
        .. ControlTypes.Admission,
        .. ControlTypes.ApiExtensions,
        .. PlatformTypes.Scheduling,
        .. PlatformTypes.Coordination,
        .. PlatformTypes.Node,
        .. PlatformTypes.Discovery,
        .. ControlTypes.FlowControl,
    ];
}
