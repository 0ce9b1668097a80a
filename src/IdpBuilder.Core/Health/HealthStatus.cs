namespace IdpBuilder;

/// <summary>How well an object is, from best to worst: a greater value is worse.</summary>
public enum HealthStatus
{
    /// <summary>It is as it should be.</summary>
    Healthy,

    /// <summary>It waits for someone to let it go on.</summary>
    Suspended,

    /// <summary>It is on its way.</summary>
    Progressing,

    /// <summary>It is not in the cluster.</summary>
    Missing,

    /// <summary>It has failed.</summary>
    Degraded,

    /// <summary>Its state cannot be told.</summary>
    Unknown,
}
