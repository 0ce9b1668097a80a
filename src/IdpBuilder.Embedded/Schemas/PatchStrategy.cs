namespace IdpBuilder.Embedded.Schemas;

/// <summary>How a strategic merge patch treats a field.</summary>
[Flags]
internal enum PatchStrategy
{
    /// <summary>Lists are replaced, objects merged.</summary>
    None = 0,

    /// <summary>Lists are merged, by key or as sets.</summary>
    Merge = 1,

    /// <summary>The value is replaced as a whole.</summary>
    Replace = 2,

    /// <summary>Fields that the patch does not name are dropped.</summary>
    RetainKeys = 4,
}
