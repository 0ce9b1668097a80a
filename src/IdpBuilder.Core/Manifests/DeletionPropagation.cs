namespace IdpBuilder.Manifests;

/// <summary>What becomes of an object's dependents when it is deleted.</summary>
public enum DeletionPropagation
{
    /// <summary>They are deleted afterwards.</summary>
    Background,

    /// <summary>They are deleted first; the object stays until they are gone.</summary>
    Foreground,

    /// <summary>They stay.</summary>
    Orphan,
}
