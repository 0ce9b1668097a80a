namespace IdpBuilder.Embedded.Patching;

/// <summary>How ownership treats a value.</summary>
internal enum ValueShape
{
    /// <summary>One owner for the whole: a scalar, or an atomic list or map.</summary>
    Leaf,

    /// <summary>Owners for each field.</summary>
    Map,

    /// <summary>Owners for each item.</summary>
    List,
}
