using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.Reading;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.State;

/// <summary>
/// Satisfied when the cluster serves types that it did not when it was asked: their definitions are Established, or another server
/// brings their group. Impossible for kinds of Kubernetes' own groups, which nobody can add.
/// </summary>
/// <param name="package">The package that names the objects.</param>
/// <param name="wanted">The objects.</param>
internal sealed class TypesServed(string package, IReadOnlyList<ReadyObject> wanted) : IWaitCondition
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
    private static readonly GroupVersionKind Service = new("apiregistration.k8s.io", "v1", "APIService");

    private IReadOnlyList<ReadyObject> _missing = [];

    public string Description => $"the types of what package '{package}' calls ready";

    /// <summary>What must be watched: nothing when all types are served.</summary>
    public async Task<IReadOnlyList<ResourceSelector>> SelectorsAsync(IKubernetesApi api, CancellationToken stop)
    {
        _missing = Missing(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false));
        if (_missing.Count > 0)
        {
            _missing = Missing(await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false));
        }

        return _missing.Count == 0 ? [] : [new(Definition), new(Service)];
    }

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        if (_missing.FirstOrDefault(item => BuiltInKinds.IsClosed(item.Type.Group)) is { } never)
        {
            return WaitVerdict.Impossible(
                Unserved(never),
                ReadyObjectCondition.CauseOf(package, never),
                new WaitCause(never.ToString(), $"the cluster serves no {never.Type.Kind} of '{never.Type.ApiVersion}', and no package can add one to this group; correct apiVersion or kind in idp.yaml"));
        }

        var open = _missing.FirstOrDefault(item => !IsServed(item.Type, objects));
        return open is null ? WaitVerdict.Satisfied("all types are served") : WaitVerdict.Waiting(Unserved(open));
    }

    private List<ReadyObject> Missing(IReadOnlyList<ApiResource> served)
    {
        var types = served.Select(resource => resource.Type).ToHashSet();
        return [.. wanted.Where(item => !types.Contains(item.Type))];
    }

    private static string Unserved(ReadyObject item) => $"the cluster serves no {item.Type.Kind} of '{item.Type.ApiVersion}' yet";

    private static bool IsServed(GroupVersionKind type, ObservedObjects objects) =>
        objects.Of(Definition.Group, Definition.Kind).Any(definition => Defines(definition, type) && IsTrue(definition, "Established"))
        || objects.Of(Service.Group, Service.Kind).Any(service =>
            service.Spec?["service"] is JsonObject
            && ApplicationState.Text(service.Spec, "group") == type.Group
            && ApplicationState.Text(service.Spec, "version") == type.Version
            && IsTrue(service, "Available"));

    private static bool Defines(Manifest definition, GroupVersionKind type) =>
        ApplicationState.Text(definition.Spec, "group") == type.Group
        && ApplicationState.Text(definition.Spec?["names"] as JsonObject, "kind") == type.Kind
        && (definition.Spec?["versions"] as JsonArray)?.OfType<JsonObject>().Any(version => ApplicationState.Text(version, "name") == type.Version) == true;

    private static bool IsTrue(Manifest live, string condition) => ReadyObjectCondition.IsTrue(live, condition);
}
