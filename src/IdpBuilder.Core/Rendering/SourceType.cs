namespace IdpBuilder.Rendering;

/// <summary>What a source is made of; the names are those of <c>status.sourceType</c>.</summary>
public enum SourceType
{
    /// <summary>Plain manifests.</summary>
    Directory,

    /// <summary>A chart.</summary>
    Helm,

    /// <summary>A kustomization.</summary>
    Kustomize,

    /// <summary>A config management plugin.</summary>
    Plugin,
}
