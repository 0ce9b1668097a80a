namespace IdpBuilder.Sync;

/// <summary>What a hook annotation can say.</summary>
public enum HookKind
{
    /// <summary>Runs before the manifests are applied.</summary>
    PreSync,

    /// <summary>Runs among the manifests, in its wave.</summary>
    Sync,

    /// <summary>Runs when all manifests are applied and healthy.</summary>
    PostSync,

    /// <summary>Runs when the sync failed.</summary>
    SyncFail,

    /// <summary>The object is not applied at all.</summary>
    Skip,

    /// <summary>Runs before the Application's objects are deleted.</summary>
    PreDelete,

    /// <summary>Runs after the Application's objects were deleted.</summary>
    PostDelete,
}
