namespace IdpBuilder.Embedded.Store;

/// <summary>What happened to an object.</summary>
internal enum ChangeType
{
    /// <summary>It was created.</summary>
    Added,

    /// <summary>It has a new version.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Nothing happened up to this revision.</summary>
    Bookmark,
}
