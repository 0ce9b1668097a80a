namespace IdpBuilder.Manifests;

/// <summary>The kinds of patch that Kubernetes knows beside server-side apply.</summary>
public enum PatchType
{
    /// <summary>RFC 6902 operations.</summary>
    Json,

    /// <summary>RFC 7396 merge patch.</summary>
    Merge,

    /// <summary>Kubernetes' strategic merge patch, for built-in types only.</summary>
    StrategicMerge,
}
