using IdpBuilder.Embedded.Actors.Hosting;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Those who do what the API inside this process does by itself and a real API server leaves to controllers.</summary>
internal static class LifecycleActors
{
    /// <summary>A new cast; an actor belongs to one cluster.</summary>
    public static IReadOnlyList<IActor> All() => [new GarbageCollectorActor(), new NamespaceActor()];
}
