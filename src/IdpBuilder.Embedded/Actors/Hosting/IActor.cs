using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>
/// Plays one controller of a cluster. It sees the cluster through watches and changes it through <see cref="IKubernetesApi"/> only,
/// so that it plays just as well on a real API server.
/// </summary>
internal interface IActor
{
    /// <summary>A name for logs and events, such as <c>deployment-controller</c>.</summary>
    string Name { get; }

    /// <summary>What it looks at, and which objects are looked at again when that changes.</summary>
    IReadOnlyList<ActorWatch> Watches { get; }

    /// <summary>Whether it only looks at what others do, and so had better look when they are through.</summary>
    bool YieldsToOthers => false;

    /// <summary>
    /// Brings one object nearer to what it should be. Never called twice at once for one key; called again when a watch says so.
    /// A conflict (409) or another retryable API failure may simply be thrown: the host tries again with back-off.
    /// </summary>
    /// <param name="key">The object; it may be gone by now.</param>
    /// <param name="context">The cluster.</param>
    /// <param name="stop">Cancelled when the cluster is removed.</param>
    Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop);
}
