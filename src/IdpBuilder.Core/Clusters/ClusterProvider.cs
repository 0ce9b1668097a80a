namespace IdpBuilder;

/// <summary>Where a cluster comes from.</summary>
public enum ClusterProvider
{
    /// <summary>Nodes as containers.</summary>
    Docker,

    /// <summary>A cluster that somebody else made.</summary>
    Existing,

    /// <summary>A Kubernetes API inside this process; no container is ever run.</summary>
    Embedded,
}
