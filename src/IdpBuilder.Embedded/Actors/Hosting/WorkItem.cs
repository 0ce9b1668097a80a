using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>A key that an actor is to reconcile.</summary>
/// <param name="Actor">The number of the actor.</param>
/// <param name="Key">The object.</param>
internal readonly record struct WorkItem(int Actor, ResourceKey Key);
