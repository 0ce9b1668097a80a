using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>What an actor has in hand.</summary>
/// <param name="Api">The cluster.</param>
/// <param name="Cache">What the watches of all actors have seen; never older than the event that caused the reconciliation.</param>
/// <param name="Clock">The cluster's time, which jumps over waits while nothing else is to do.</param>
internal sealed record ActorContext(IKubernetesApi Api, IResourceCache Cache, TimeProvider Clock);
