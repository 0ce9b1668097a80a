using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors.Hosting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>The API server of an embedded cluster.</summary>
internal interface IClusterApi : IAsyncDisposable
{
    /// <summary>How the module reaches it.</summary>
    KubeEndpoint Endpoint { get; }

    /// <summary>The address to tell users.</summary>
    Uri Address { get; }

    /// <summary>Its version.</summary>
    string Version { get; }

    /// <summary>How far it is ahead of its watchers; null when it does not tell.</summary>
    IRevisionProbe? Revisions { get; }

    /// <summary>The controllers that it needs to behave as a cluster does.</summary>
    IReadOnlyList<IActor> Controllers { get; }

    /// <summary>Serves it to other processes.</summary>
    /// <param name="port">The loopback port; 0 for a free one.</param>
    /// <exception cref="Errors.IdpException"><c>ClusterPortTaken</c>.</exception>
    KubeEndpoint Listen(int port);

    /// <summary>Turns other processes away, before the cluster ends.</summary>
    ValueTask CloseAsync();
}
