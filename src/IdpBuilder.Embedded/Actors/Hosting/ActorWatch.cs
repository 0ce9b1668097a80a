using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>A type that an actor looks at.</summary>
/// <param name="Type">The type.</param>
/// <param name="Map">The keys to reconcile when an object of that type appears, changes or goes.</param>
internal sealed record ActorWatch(GroupVersionKind Type, Func<Manifest, IEnumerable<ResourceKey>> Map)
{
    /// <summary>Watches the type the actor is responsible for: each object is reconciled for its own changes.</summary>
    public static ActorWatch On(GroupVersionKind type) => new(type, manifest => [manifest.Key]);

    /// <summary>Watches dependents: a change reconciles the controlling owner of the given kind.</summary>
    public static ActorWatch OnOwned(GroupVersionKind type, string ownerGroup, string ownerKind) =>
        new(type, manifest => OwnerReferences.ControllerOf(manifest, ownerGroup, ownerKind));
}
